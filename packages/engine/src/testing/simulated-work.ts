import { nothingSwitched, type StepFailure } from "../failure.ts";
import { assertGrant, type MutationGrant } from "../grant.ts";
import type { Phase, StepContext, StepResult } from "../step.ts";
import type { RunWork } from "../run/work.ts";

/** Told before everything that has an effect outside of the store; a test kills a worker by throwing. */
export type Effect = <Value>(name: string, effect: () => Promise<Value> | Value) => Promise<Value>;

/** What a machine of the simulation keeps. */
export interface SimulatedMachine {
  fencing: number;
  generation: number | null;
  /** Runs that switched it, one entry per switch. */
  readonly switches: string[];
}

/** The world outside of the store: machines and the deployment's tree. Shared by all workers. */
export interface SimulatedOutside {
  readonly machines: Map<string, SimulatedMachine>;
  /** Runs whose tree was committed, one entry per commit. */
  readonly commits: string[];
  /** Run whose tree is live. */
  live: string | null;
  /** Run that was live when a run published its tree. */
  readonly before: Map<string, string | null>;
  /** Overrides what a phase comes to. */
  script: (phase: Phase, context: StepContext) => StepResult | undefined | Promise<StepResult | undefined>;
}

/** Makes an outside on which nothing has happened. */
export function simulatedOutside(): SimulatedOutside {
  return { machines: new Map(), commits: [], live: null, before: new Map(), script: () => undefined };
}

/** What runs do in the simulation: the least that behaves like an orchestrator. */
export function simulatedWork(outside: SimulatedOutside, effect: Effect): RunWork {
  const treeOf = (run: string) => (outside.commits.includes(run) ? { folder: "/nowhere", commit: run } : undefined);
  return {
    checkDescription: () => [],
    awaitNames: async () => ({ kind: "done" }),
    trees: {
      make: async ({ run }) => {
        await effect("commit", () => void (outside.commits.includes(run.id) || outside.commits.push(run.id)));
        return { folder: "/nowhere", commit: run.id };
      },
      find: async ({ run }) => treeOf(run.id),
      publish: ({ run }) =>
        effect("publish", () => {
          if (outside.live !== run.id) outside.before.set(run.id, outside.live);
          outside.live = run.id;
        }),
      unpublish: ({ run }) =>
        effect("unpublish", () => {
          if (outside.live === run.id) outside.live = outside.before.get(run.id) ?? null;
        }),
      forget: async () => undefined,
    },
    performPhase: async (_, phase, context, grant) => {
      await context.emit({ kind: "progress", code: "machines", done: 0, expected: context.machines.length });
      const scripted = await outside.script(phase, context);
      if (phase === "activate") return activate(outside, effect, context, grant, scripted);
      if (scripted !== undefined) return scripted;
      return phase === "rollBack"
        ? rollBack(outside, effect, context, grant)
        : { kind: "done", facts: { [phase]: true } };
    },
  };
}

async function activate(
  outside: SimulatedOutside,
  effect: Effect,
  context: StepContext,
  grant: MutationGrant,
  scripted: StepResult | undefined,
): Promise<StepResult> {
  assertGrant(grant);
  for (const name of context.machines) {
    const machine = machineOf(outside, name);
    if (context.fencing < machine.fencing) return { kind: "failed", failure: failure("stale-worker") };
    if (!machine.switches.includes(context.run)) {
      await effect(`switch ${name}`, () => {
        machine.fencing = context.fencing;
        machine.generation = (machine.generation ?? 0) + 1;
        machine.switches.push(context.run);
      });
    }
    await context.emit({ kind: "machine", machine: name, outcome: "activated", generation: machine.generation });
  }
  return scripted ?? { kind: "done" };
}

async function rollBack(
  outside: SimulatedOutside,
  effect: Effect,
  context: StepContext,
  grant: MutationGrant,
): Promise<StepResult> {
  assertGrant(grant);
  for (const name of context.machines) {
    const machine = machineOf(outside, name);
    const generation = context.previousGenerations[name] ?? null;
    await effect(`restore ${name}`, () => void (machine.generation = generation));
    await context.emit({ kind: "machine", machine: name, outcome: "restored", generation });
  }
  return { kind: "done" };
}

function machineOf(outside: SimulatedOutside, name: string): SimulatedMachine {
  const found = outside.machines.get(name) ?? { fencing: 0, generation: null, switches: [] };
  outside.machines.set(name, found);
  return found;
}

/** A failure for tests. */
export function failure(code: string, retryable = false): StepFailure {
  return { code, params: {}, whoseTurn: "provider", unharmed: nothingSwitched, retryable };
}
