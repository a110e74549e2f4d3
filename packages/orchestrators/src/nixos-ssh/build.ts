import { secondsLeft } from "./time.ts";
import type { StepContext, StepFailure, StepResult } from "@allotment/engine";
import type { NixSurroundings } from "../nix/failure.ts";
import { systemFor, systemsOf } from "../systems.ts";
import { derivationsOf } from "./evaluate.ts";
import { startProgress } from "./progress.ts";
import { openNix, rootOf, type Setup } from "./setup.ts";

/** Heap of the Nix that waits for builders; what builds itself is limited by Nix's own settings. */
const memoryMiB = 2000;

/** Builds each machine's system here or on Nix's remote builders, one machine after the other: Nix fills the cores itself. */
export async function build(setup: Setup, context: StepContext): Promise<StepResult> {
  const nix = await openNix(setup, context);
  if ("failure" in nix) return { kind: "failed", failure: nix.failure };
  for (const machine of context.machines) {
    const failure = await buildOne(setup, context, nix, machine);
    if (failure !== null) return { kind: "failed", failure };
  }
  return { kind: "done" };
}

async function buildOne(
  setup: Setup,
  context: StepContext,
  nix: NixSurroundings,
  machine: string,
): Promise<StepFailure | null> {
  const progress = startProgress(context, "derivations", machine);
  const failure = await setup.outside.buildSystem({
    ...nix,
    system: {
      derivation: systemFor(derivationsOf(context), machine),
      output: systemFor(systemsOf(context.facts), machine),
    },
    root: rootOf(setup, context, machine),
    builders: setup.env["ALLOTMENT_BUILDERS"] || null,
    timeoutSeconds: secondsLeft(context),
    memoryMiB,
    signal: context.signal,
    onCounts: progress.tell,
  });
  await progress.finish();
  return failure;
}
