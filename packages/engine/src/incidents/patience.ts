import type { FindingCode } from "@allotment/model";

/** How soon incidents open, close and are told of. All of it is about keeping quiet while nothing changed. */

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;

/** Looks in a row that must find a trouble before it counts. */
export const looksToOpen = 2;

/**
 * Findings that one look proves: they are read from what is written down somewhere, and do not come and go with the
 * network or with load.
 */
const certainCodes: ReadonlySet<FindingCode> = new Set([
  "run-failed",
  "run-waiting-dns",
  "run-waiting-certificate",
  "machine-wrong-host-key",
  "certificate-ends",
  "certificate-not-renewed",
  "restart-due",
]);

/** Whether one look is enough. */
export function isCertain(code: FindingCode): boolean {
  return certainCodes.has(code);
}

/** Looks in a row that must not find it any more before it is closed: more for what has come back again and again. */
export function looksToClose(reopenings: number): number {
  return Math.min(2 * 2 ** reopenings, 16);
}

/** So long after its closing, a trouble that is seen again is the old one. */
export const continuedWithinSeconds = hourSeconds;

/** Closings of the same trouble within a day after which it is taken to come and go. */
export const flappingClosings = 3;

/** So long back the closed incidents of a look are considered: what comes and goes continues the last of them. */
export const rememberedSeconds = daySeconds;

/** How long a trouble that came back must stay before people are told of it again. */
export function quietSeconds(reopenings: number): number {
  return reopenings === 0 ? 0 : Math.min(hourSeconds * 2 ** (reopenings - 1), daySeconds);
}
