import {
  seededRandom,
  seedOf,
  type Phase,
  type StepContext,
  type StepFailure,
  type StepResult,
} from "@allotment/engine";
import { nothingSwitched, alwaysUnharmed } from "@allotment/engine";
import { mischiefIn, slowMilliseconds } from "./names.ts";

/** Longest simulated phase when the environment does not say. */
const defaultStepMilliseconds = 1500;

/** A piece of work that is only pretended. */
export interface Pretence {
  readonly phase: Phase;
  /** Key of the sentence shown with the counts. */
  readonly code: string;
  /** Number of things that are pretended to be done. */
  readonly count: number;
  readonly machine?: string;
  /** The part of the phase's time that this takes: 1 for all of it. */
  readonly share: number;
}

/** How many times progress is told. */
const ticks = 4;

/** Takes a while, and tells how far it is. How long follows from the environment's seed. @throws when aborted. */
export async function pretend(context: StepContext, pretence: Pretence): Promise<void> {
  const { phase, code, count, machine, share } = pretence;
  const longest = context.environment.rehearsal?.stepMillisecondsMax ?? defaultStepMilliseconds;
  const part = 0.4 + 0.6 * randomOf(context, phase, machine)();
  const milliseconds = mischiefIn(context.description, phase).has("slow") ? slowMilliseconds : longest * part;
  for (let tick = 0; tick <= ticks; tick += 1) {
    const done = Math.floor((count * tick) / ticks);
    await context.emit({
      kind: "progress",
      code,
      done,
      expected: count,
      ...(machine === undefined ? {} : { machine }),
    });
    if (tick < ticks) await context.clock.sleep((milliseconds * share) / ticks, context.signal);
  }
}

/** A plausible number of things, the same one for the same environment, deployment, phase and machine. */
export function plausibleCount(
  context: StepContext,
  phase: Phase,
  machine: string,
  least: number,
  most: number,
): number {
  return least + Math.floor(randomOf(context, phase, `${machine} count`)() * (most - least + 1));
}

function randomOf(context: StepContext, phase: Phase, what: string | undefined): () => number {
  const seed = context.environment.rehearsal?.seed ?? 1;
  return seededRandom(seedOf(`${seed} ${context.deployment} ${phase} ${what ?? ""}`));
}

/** The failure that a name asks for before a phase has done anything; undefined when none does. */
export function wantedFailure(context: StepContext, phase: Phase): StepResult | undefined {
  const mischief = mischiefIn(context.description, phase);
  if (mischief.has("fail")) return { kind: "failed", failure: practisedFailure(phase, false) };
  if (mischief.has("fail-once") && context.attempt === 1) {
    return { kind: "failed", failure: practisedFailure(phase, true) };
  }
  return undefined;
}

/** A failure that only practises failing. */
export function practisedFailure(phase: Phase, retryable: boolean): StepFailure {
  const switching = phase === "activate" || phase === "verify" || phase === "rollBack";
  return {
    code: "practised-failure",
    params: { phase },
    whoseTurn: "provider",
    unharmed: switching ? alwaysUnharmed : nothingSwitched,
    retryable,
  };
}
