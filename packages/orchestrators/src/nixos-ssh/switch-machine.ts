import { alwaysUnharmed, type MachineOutcome, type StepContext, type StepFailure } from "@allotment/engine";
import { otherSystem } from "../failures.ts";
import { settleSettings } from "./apply-settings.ts";
import { activationNames, confirm, followActivation } from "./activation.ts";
import { activationStatus, type ActivationStatus, type Answer, type HostFacts } from "./answers.ts";
import { runs } from "./copy.ts";
import { activationFailure, hostFailure } from "./failures.ts";
import { factsUnderFence } from "./fence.ts";
import { isSilent, isTrouble, type Host, type Trouble } from "./host.ts";
import { putBack } from "./put-back.ts";
import { activationSeconds } from "./time.ts";

/** One machine to switch. */
export interface Switch {
  readonly context: StepContext;
  readonly host: Host;
  /** Store path of the system that it is to run. */
  readonly system: string;
  /** Copies the system there again: something on the machine threw it away. */
  readonly copyAgain: (storeFreeMiB: number) => Promise<StepFailure | null>;
}

/**
 * Makes a machine run its system, and emits what is true there afterwards. Looks first: what an earlier worker of the same
 * run began is followed to its end, and a machine that runs the system is left alone.
 *
 * @returns null when it runs it, otherwise why not.
 */
export async function switchMachine(work: Switch): Promise<StepFailure | null> {
  const { context, host, system } = work;
  const facts = await factsUnderFence(context, host);
  if (isTrouble(facts)) return hostFailure(host, facts);
  const own = ownActivation(facts, context.run);
  if (own !== null) return pickUp(work, own, facts);
  if (runs(facts, system)) {
    const failure = await settleSettings(context, host, facts.overridden);
    await tell(work, "untouched", facts.generation);
    return failure;
  }
  const [first] = activationNames(context.run);
  return start(work, first, facts);
}

/** The activation of a run that a machine has begun last; null when none of this run. */
export function ownActivation({ activation }: HostFacts, run: string): string | null {
  return activationNames(run).find((name) => name === activation?.run) ?? null;
}

/** Has the machine switch, and sees to the end of it. */
async function start(work: Switch, activation: string, facts: HostFacts): Promise<StepFailure | null> {
  const { context, host } = work;
  await context.emit({ kind: "note", code: "host-switches", params: { machine: host.machine }, machine: host.machine });
  const begun = await beginOnce(work, activation, facts.storeFreeMiB);
  if ("code" in begun) return begun;
  // Without an answer it is not known whether the machine has begun: it is asked.
  if (isTrouble(begun) && !isSilent(begun)) return hostFailure(host, begun);
  const status = await followActivation(context, host, activation);
  if (!isTrouble(status) && status.state === "none") return hostFailure(host, isTrouble(begun) ? begun : nothingBegun);
  return settle(work, activation, status);
}

const nothingBegun: Trouble = { trouble: "failed", detail: "" };

/** Has the machine begin; where the system is gone from its store, it is copied once more first. */
async function beginOnce(work: Switch, activation: string, freeMiB: number): Promise<Answer | Trouble | StepFailure> {
  const begun = await begin(work, activation);
  if (!isTrouble(begun) || begun.trouble !== "absent") return begun;
  return (await work.copyAgain(freeMiB)) ?? (await begin(work, activation));
}

function begin({ context, host, system }: Switch, activation: string): Promise<Answer | Trouble> {
  const { switchSeconds, confirmSeconds } = activationSeconds(context);
  const numbers = { fencing: context.fencing, "switch-seconds": switchSeconds, "confirm-seconds": confirmSeconds };
  const options = Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return host.askSystem(system, ["activate", "--run", activation, "--system", system, ...options]);
}

/** Goes on with what an earlier worker of this run began. */
async function pickUp(work: Switch, activation: string, facts: HostFacts): Promise<StepFailure | null> {
  const { context, host } = work;
  const status = await followActivation(context, host, activation);
  const [first, again] = activationNames(context.run);
  if (isTrouble(status) || activation !== first) return settle(work, activation, status);
  // Nobody was there to confirm, so nothing is known against the system: once more, and this time somebody is.
  if (status.state === "rolled-back" && status.reason === "not-confirmed" && context.attempt === 1) {
    return start(work, again, facts);
  }
  if (status.state !== "lost") return settle(work, activation, status);
  // The machine stopped half way. What has come up again with the new system is only told so.
  const confirmed = await confirm(context, host, activation);
  if (isTrouble(confirmed) || confirmed.state !== "lost") return settle(work, activation, confirmed);
  const back = await putBack(context, host, activation, status.previousGeneration);
  if (isTrouble(back) || back.state !== "rolled-back") return settle(work, activation, back);
  return start(work, again, facts);
}

/** Emits what is true on the machine after an activation, and judges it. */
async function settle(
  work: Switch,
  activation: string,
  status: ActivationStatus | Trouble,
): Promise<StepFailure | null> {
  const { context, host, system } = work;
  const { machine } = host;
  if (isTrouble(status)) {
    await tell(work, "unreachable", null);
    return lostContact(host, status);
  }
  if (status.state === "confirmed") {
    await tell(work, "activated", status.generation);
    return status.system === system ? null : otherSystem(machine);
  }
  await tell(work, status.state === "rolled-back" ? "restored" : "failed", status.generation);
  return activationFailure(machine, system, await withLog(host, activation, status), activationSeconds(context));
}

/** Silence is not known to be harm: the machine goes back by itself when it can. */
function lostContact(host: Host, trouble: Trouble): StepFailure {
  const failure = hostFailure(host, trouble, alwaysUnharmed);
  return isSilent(trouble) ? { ...failure, code: "host-lost", retryable: false } : failure;
}

/** A confirmation that came too late is answered without the log. */
async function withLog(host: Host, activation: string, status: ActivationStatus): Promise<ActivationStatus> {
  if (status.log.length > 0) return status;
  const answer = await host.ask(["status", "--run", activation]);
  return isTrouble(answer) ? status : activationStatus(answer);
}

function tell({ context, host }: Switch, outcome: MachineOutcome, generation: number | null): Promise<void> {
  return context.emit({ kind: "machine", machine: host.machine, outcome, generation });
}
