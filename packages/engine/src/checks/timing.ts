import type { CheckKind, CheckOutcome } from "@allotment/store";

/** How often one kind of thing is looked at, in seconds. */
export interface CheckTiming {
  /** Between two looks while all is well. */
  readonly wellSeconds: number;
  /** Between two looks while something is wrong, or not known. */
  readonly troubleSeconds: number;
  /** Longest look; longer ones fail. */
  readonly lookSeconds: number;
}

const minute = 60;
const hour = 60 * minute;

/**
 * Times by kind. Troubles are confirmed by a second look, and seen to be over by two more, so looks are closer together
 * while there are any.
 */
export const checkTimings: Readonly<Record<CheckKind, CheckTiming>> = {
  machine: { wellSeconds: minute, troubleSeconds: minute, lookSeconds: 45 },
  health: { wellSeconds: minute, troubleSeconds: 30, lookSeconds: 90 },
  // Figures of people move slowly, and counting them is work for some applications.
  nodeinfo: { wellSeconds: hour, troubleSeconds: 10 * minute, lookSeconds: 30 },
  dns: { wellSeconds: hour, troubleSeconds: 2 * minute, lookSeconds: 90 },
  settings: { wellSeconds: 10 * minute, troubleSeconds: 10 * minute, lookSeconds: 90 },
};

/** Looks that fail in a row before nothing is known any more. */
export const failuresMax = 3;

/**
 * Pause until the next look. A part of it follows from the check's name, so that hundreds of deployments that were
 * installed together are not looked at together for ever.
 *
 * @param spread from 0 to 1
 */
export function pauseSeconds(kind: CheckKind, outcome: CheckOutcome, spread: number): number {
  const { wellSeconds, troubleSeconds } = checkTimings[kind];
  const seconds = outcome === "healthy" ? wellSeconds : troubleSeconds;
  return Math.round(seconds * (0.9 + 0.2 * spread));
}
