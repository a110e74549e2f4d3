import type { RemovalDecision, RevisionView, RunRow } from "@allotment/api";

/** Something in the history of a deployment. */
export type HistoryEntry =
  | { readonly kind: "revision"; readonly at: string; readonly revision: RevisionView }
  | { readonly kind: "run"; readonly at: string; readonly run: RunRow }
  | { readonly kind: "removal"; readonly at: string; readonly removal: RemovalDecision };

/** Saved configurations, runs and what was decided about removals together, newest first. */
export function historyOf(
  revisions: readonly RevisionView[],
  runs: readonly RunRow[],
  removals: readonly RemovalDecision[],
): readonly HistoryEntry[] {
  const entries: HistoryEntry[] = [
    ...revisions.map((revision) => ({ kind: "revision" as const, at: revision.createdAt, revision })),
    ...runs.map((run) => ({ kind: "run" as const, at: run.startedAt, run })),
    ...removals.map((removal) => ({ kind: "removal" as const, at: removal.at, removal })),
  ];
  return entries.sort((a, b) => b.at.localeCompare(a.at));
}
