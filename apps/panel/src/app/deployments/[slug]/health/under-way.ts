import type { HealthView } from "@allotment/api";

/** A look that takes longer than this is not waited for: what it finds is there when somebody comes back. */
const patienceMilliseconds = 2 * 60_000;

/**
 * Whether what somebody asked to be looked at has not all been looked at yet. Figures of people are not waited for.
 *
 * @param from milliseconds since 1970 from which on looks count; 0 where nobody asked
 */
export function isUnderWay({ applications, machines }: HealthView, from: number, now: number): boolean {
  if (!(now - from <= patienceMilliseconds)) return false;
  const running = applications.filter(({ stopped }) => stopped === null);
  return [...running, ...machines].some(({ lastAt }) => lastAt === null || Date.parse(lastAt) < from);
}
