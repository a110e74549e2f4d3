import { availableParallelism, freemem } from "node:os";
import type { StepFailure } from "@allotment/engine";
import type { Slug } from "@allotment/model";
import { inParallel } from "../parallel.ts";
import { flakeArguments, runNixCommand } from "./call.ts";
import { evaluationFailure, type EvaluatedTree } from "./failure.ts";

/** The system of one machine, as Nix names it before it is built. */
export interface MachineSystem {
  /** Store path of the derivation. */
  readonly derivation: string;
  /** Store path that building it gives. */
  readonly output: string;
}

/** What to evaluate. */
export interface SystemsOptions extends EvaluatedTree {
  readonly machines: readonly Slug[];
  readonly signal: AbortSignal;
  /** Told after each machine. */
  readonly onEvaluated: (done: number) => Promise<void>;
}

/** The systems of all machines, or why there are not all of them. */
export type Systems = { readonly systems: Readonly<Record<Slug, MachineSystem>> } | { readonly failure: StepFailure };

const naming = "system: { derivation = system.drvPath; output = system.outPath; }";

/**
 * Evaluates `systems.<machine>` of a tree for each machine in a process of its own, as many at once as cores and memory
 * allow.
 */
export async function evaluateSystems(options: SystemsOptions): Promise<Systems> {
  let done = 0;
  const found = await inParallel(options.machines, evaluationsAtOnce(options.memoryMiB), async (machine) => {
    const system = await evaluateSystem(options, machine);
    if (!("failure" in system)) await options.onEvaluated((done += 1));
    return system;
  });
  const failed = found.find((system) => "failure" in system);
  if (failed !== undefined) return failed;
  const systems = found.flatMap((system, index) => {
    const machine = options.machines[index];
    return "failure" in system || machine === undefined ? [] : [[machine, system] as const];
  });
  return { systems: Object.fromEntries(systems) };
}

async function evaluateSystem(
  options: SystemsOptions,
  machine: Slug,
): Promise<MachineSystem | { readonly failure: StepFailure }> {
  const { timeoutSeconds, memoryMiB, signal } = options;
  const argv = ["eval", "--json", ...flakeArguments(options, `systems.${machine}`), "--apply", naming];
  const outcome = await runNixCommand(options, argv, { timeoutSeconds, memoryMiB, signal });
  if (outcome.kind !== "done") return { failure: evaluationFailure(outcome, options) };
  const { derivation, output } = JSON.parse(outcome.output) as Partial<MachineSystem>;
  if (typeof derivation !== "string" || typeof output !== "string") throw new Error("the evaluation named no system");
  return { derivation, output };
}

/** How many evaluations fit beside each other when each may take that much memory. */
export function evaluationsAtOnce(memoryMiB: number, free = freemem(), cores = availableParallelism()): number {
  return Math.max(1, Math.min(cores, Math.floor(free / 1_048_576 / memoryMiB)));
}
