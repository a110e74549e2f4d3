import {
  alwaysUnharmed,
  type MachineOutcome,
  type StepContext,
  type StepFailure,
  type StepResult,
} from "@allotment/engine";
import { inParallel } from "../parallel.ts";
import { scrubbed } from "../tool-output.ts";
import { worst } from "./activate.ts";
import { activationNames } from "./activation.ts";
import { activationStatus, type ActivationStatus } from "./answers.ts";
import { hostFailure, providerFailure } from "./failures.ts";
import { factsUnderFence } from "./fence.ts";
import { isTrouble, type Host, type Trouble } from "./host.ts";
import { putBack } from "./put-back.ts";
import { forgetRoots } from "./roots.ts";
import { hostsAtOnce, openHosts, type Setup } from "./setup.ts";
import { ownActivation } from "./switch-machine.ts";

/** Has every machine that this run switched go back to what it ran before; the others are left alone. */
export function rollBack(setup: Setup, context: StepContext): Promise<StepResult> {
  return rollBackEach(setup, context, (host) => rollBackOne(context, host));
}

/**
 * Has machines go back, also those after one that could not, and lets go of the systems of the run.
 *
 * @param rollBackHost has one machine go back and emits the truth about it; null when it went well
 */
export async function rollBackEach(
  setup: Setup,
  context: StepContext,
  rollBackHost: (host: Host) => Promise<StepFailure | null>,
): Promise<StepResult> {
  const opened = await openHosts(setup, context);
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  const failure = worst(await inParallel(opened.hosts, hostsAtOnce, rollBackHost));
  if (failure !== null) return { kind: "failed", failure };
  await forgetRoots(setup, context, (run) => run === context.run);
  return { kind: "done" };
}

async function rollBackOne(context: StepContext, host: Host): Promise<StepFailure | null> {
  const facts = await factsUnderFence(context, host);
  if (isTrouble(facts)) return unknown(context, host, facts);
  const own = ownActivation(facts, context.run);
  if (own === null) {
    await tell(context, host, "untouched", facts.generation);
    return null;
  }
  const status = await restored(context, host, own);
  if (isTrouble(status)) return unknown(context, host, status);
  await tell(context, host, status.state === "rolled-back" ? "restored" : "failed", status.generation);
  return status.state === "rolled-back" ? null : notRestored(host, status);
}

/** Sees to it that a machine has gone back from an activation of this run. */
async function restored(context: StepContext, host: Host, activation: string): Promise<ActivationStatus | Trouble> {
  const present = await host.ask(["status", "--run", activation]);
  if (isTrouble(present)) return present;
  const status = activationStatus(present);
  if (status.state === "rolled-back") return status;
  return putBack(context, host, activation, await generationBefore(context, host, status, activation));
}

/**
 * What the machine ran before the run: it remembers that itself, with the run's first activation. What was observed counts
 * only where it does not.
 */
async function generationBefore(
  { run, previousGenerations }: StepContext,
  host: Host,
  status: ActivationStatus,
  activation: string,
): Promise<number | null> {
  const [first] = activationNames(run);
  if (activation === first) return status.previousGeneration;
  const answer = await host.ask(["status", "--run", first]);
  const before = isTrouble(answer) ? null : activationStatus(answer);
  if (before !== null && before.state !== "none") return before.previousGeneration;
  return status.previousGeneration ?? previousGenerations[host.machine] ?? null;
}

async function unknown(context: StepContext, host: Host, trouble: Trouble): Promise<StepFailure> {
  if (trouble.trouble !== "stale") await tell(context, host, "unreachable", null);
  const failure = hostFailure(host, trouble, alwaysUnharmed);
  return failure.retryable ? { ...failure, code: "roll-back-unreachable" } : failure;
}

/** A machine that did not get back to what it ran before. */
export function notRestored({ machine }: Host, { log }: ActivationStatus): StepFailure {
  const detail = scrubbed(log.join("\n"));
  return providerFailure("roll-back-failed", { machine }, { detail, unharmed: alwaysUnharmed, retryable: true });
}

function tell(context: StepContext, { machine }: Host, outcome: MachineOutcome, generation: number | null) {
  return context.emit({ kind: "machine", machine, outcome, generation });
}
