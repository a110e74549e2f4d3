import path from "node:path";
import {
  alwaysUnharmed,
  machineWaves,
  type MachineOutcome,
  type StepContext,
  type StepFailure,
  type StepResult,
} from "@allotment/engine";
import { otherSystem } from "../failures.ts";
import { settleSettings } from "../nixos-ssh/apply-settings.ts";
import { hostFacts, type HostFacts } from "../nixos-ssh/answers.ts";
import { runs } from "../nixos-ssh/copy.ts";
import { hostFailure, providerFailure } from "../nixos-ssh/failures.ts";
import { isTrouble, type Host, type Trouble } from "../nixos-ssh/host.ts";
import { openHosts, openNix, type Setup } from "../nixos-ssh/setup.ts";
import { systemFor, systemsOf } from "../systems.ts";
import { scrubbed, shortened } from "../tool-output.ts";
import { applyMachine, type Application, type ApplicationOutcome } from "./apply.ts";
import { generationBefore } from "./before.ts";
import { findNixops4, nixops4Missing } from "./find.ts";
import { stateFolder } from "./state-folder.ts";

type Tools = Omit<Application, "machine">;

/** Has NixOps4 apply one machine after the other, those that serve others first. */
export async function activate(setup: Setup, context: StepContext): Promise<StepResult> {
  const opened = await openHosts(setup, context);
  if ("failure" in opened) return { kind: "failed", failure: opened.failure };
  const tools = await findTools(setup, context);
  if ("failure" in tools) return { kind: "failed", failure: tools.failure };
  const order = machineWaves(context.description).flat();
  for (const [done, machine] of order.entries()) {
    const host = opened.hosts.find((each) => each.machine === machine);
    const failure = host === undefined ? null : await applyOne(context, tools, host);
    if (failure !== null) return { kind: "failed", failure };
    await context.emit({ kind: "progress", code: "machines", done: done + 1, expected: order.length });
  }
  return { kind: "done" };
}

async function findTools(setup: Setup, context: StepContext): Promise<Tools | { readonly failure: StepFailure }> {
  const nix = await openNix(setup, context);
  if ("failure" in nix) return nix;
  const program = await findNixops4(setup.env);
  if (program === null) return { failure: nixops4Missing() };
  const programFolders = [path.dirname(nix.programs.command ?? nix.programs.instantiate)];
  return { program, programFolders, state: await stateFolder(setup, context) };
}

/** NixOps4 knows no fencing, so the machine is asked first, and afterwards what it runs. */
async function applyOne(context: StepContext, tools: Tools, host: Host): Promise<StepFailure | null> {
  const { machine } = host;
  const system = systemFor(systemsOf(context.facts), machine);
  const before = await look(context, host);
  if (isTrouble(before)) return hostFailure(host, before);
  if (runs(before, system)) {
    const unsettled = await settleSettings(context, host, before.overridden);
    if (unsettled !== null) return unsettled;
    await tell(context, host, isSwitched(context, machine, before) ? "activated" : "untouched", before.generation);
    return null;
  }
  await context.emit({ kind: "note", code: "nixops4-applies", params: { machine }, machine });
  const outcome = await applyMachine(context, { ...tools, machine });
  const after = await look(context, host);
  if (isTrouble(after)) {
    await tell(context, host, "unreachable", null);
    return hostFailure(host, after, alwaysUnharmed);
  }
  const failure = outcome.kind === "applied" ? null : applyFailure(machine, outcome);
  const problem = failure ?? (runs(after, system) ? null : otherSystem(machine));
  await tell(context, host, problem === null ? "activated" : "failed", after.generation);
  return problem;
}

/** Shows the machine the fencing number, and asks what it runs. */
export async function look(context: StepContext, host: Host): Promise<HostFacts | Trouble> {
  const answer = await host.ask(["fence", "--fencing", String(context.fencing)], ["facts"]);
  return isTrouble(answer) ? answer : hostFacts(answer);
}

/** Whether a machine has another generation than before the run: nobody else switches it while the run goes on. */
export function isSwitched(context: StepContext, machine: string, { generation }: HostFacts): boolean {
  return generation !== generationBefore(context, machine);
}

function applyFailure(
  machine: string,
  outcome: Exclude<ApplicationOutcome, { readonly kind: "applied" }>,
): StepFailure {
  if (outcome.kind === "locked") return providerFailure("nixops4-locked", {}, { retryable: true });
  const { error, log } = outcome;
  const params = { machine, text: shortened(error.replace(/^nixops4 error: /, "")) };
  const detail = scrubbed([log, error].filter((text) => text !== "").join("\n"));
  return providerFailure("nixops4-failed", params, { detail, unharmed: alwaysUnharmed });
}

/** Emits what is true on a machine. */
export function tell(context: StepContext, { machine }: Host, outcome: MachineOutcome, generation: number | null) {
  return context.emit({ kind: "machine", machine, outcome, generation });
}
