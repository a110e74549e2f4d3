import type { StepContext, StepResult } from "@allotment/engine";
import { namesByMachine } from "../systems.ts";
import { openNix, type Setup } from "./setup.ts";

/** What one evaluation may take. */
const limits = { timeoutSeconds: 600, memoryMiB: 3000 } as const;

/** Fact: store path of each machine's derivation. */
const derivations = "derivations";

/** Has Nix say what each machine's system is. */
export async function evaluate(setup: Setup, context: StepContext): Promise<StepResult> {
  const nix = await openNix(setup, context);
  if ("failure" in nix) return { kind: "failed", failure: nix.failure };
  const { description, machines, signal, emit } = context;
  const evaluated = await setup.outside.evaluateSystems({
    ...nix,
    ...limits,
    description,
    machines,
    signal,
    onEvaluated: (done) => emit({ kind: "progress", code: "machines", done, expected: machines.length }),
  });
  if ("failure" in evaluated) return { kind: "failed", failure: evaluated.failure };
  await emit({ kind: "evaluation", level: "fully-evaluated" });
  const systems = Object.entries(evaluated.systems);
  return {
    kind: "done",
    facts: {
      evaluation: "fully-evaluated",
      systems: Object.fromEntries(systems.map(([machine, { output }]) => [machine, output])),
      [derivations]: Object.fromEntries(systems.map(([machine, { derivation }]) => [machine, derivation])),
    },
  };
}

/** What `evaluate` found, for `build`. */
export function derivationsOf({ facts }: Pick<StepContext, "facts">): Readonly<Record<string, string>> {
  return namesByMachine(facts, derivations);
}
