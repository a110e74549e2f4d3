import type { StepContext } from "@allotment/engine";

/** Longest that any one tool may run, in seconds. */
const toolSecondsMax = 6 * 3600;

/** Seconds until the phase is given up; at least a minute, for its own signal ends it at the deadline anyway. */
export function secondsLeft({ deadline, clock }: Pick<StepContext, "deadline" | "clock">): number {
  return Math.min(toolSecondsMax, Math.max(60, Math.round((deadline - clock.now()) / 1000)));
}

/** How long machines may take to switch and wait for a confirmation. Defaults are those of the environment's schema. */
export interface ActivationSeconds {
  readonly switchSeconds: number;
  readonly confirmSeconds: number;
}

/** Reads them out of the environment. */
export function activationSeconds({ environment }: Pick<StepContext, "environment">): ActivationSeconds {
  const { switchSeconds = 900, confirmSeconds = 120 } = environment.activation ?? {};
  return { switchSeconds, confirmSeconds };
}
