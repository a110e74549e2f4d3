import type { RunRow } from "@allotment/api";
import { texts } from "../../../../texts/texts.ts";

/** Who started a run. What was asked to be removed is removed by itself once the time is over. */
export function starterOf({ kind, startedByName }: Pick<RunRow, "kind" | "startedByName">): string {
  const t = texts("run");
  return startedByName ?? t(kind === "remove" ? "activity.itself" : "activity.somebody");
}
