import type { DeploymentView, RunRow } from "@allotment/api";

/** How far a removal is: it can be waited for, its time is over, it is carried out, or something stopped it. */
export type RemovalStage = "waiting" | "due" | "begun" | "stopped";

/** What tells how far a removal is. */
export interface RemovalFacts extends Pick<DeploymentView, "busy" | "lastRun"> {
  readonly removal: Pick<NonNullable<DeploymentView["removal"]>, "eraseAt" | "erasingSince">;
}

/**
 * How far a removal is.
 *
 * @param run the run that erases, while it is under way
 * @param now milliseconds since 1970
 */
export function removalStage({ removal, busy, lastRun }: RemovalFacts, run: RunRow | null, now: number): RemovalStage {
  const { eraseAt, erasingSince } = removal;
  if (run !== null) return "begun";
  if (Date.parse(eraseAt) > now) return "waiting";
  // What failed before the time was over says nothing of the tries since.
  if (!busy && lastRun !== null && lastRun.state !== "succeeded" && lastRun.startedAt >= eraseAt) return "stopped";
  return erasingSince === null ? "due" : "begun";
}
