import type { RevisionView, RunRow } from "@allotment/api";

/** Something in the history of a deployment. */
export type HistoryEntry =
  | { readonly kind: "revision"; readonly at: string; readonly revision: RevisionView }
  | { readonly kind: "run"; readonly at: string; readonly run: RunRow };

/** Saved configurations and runs together, newest first. */
export function historyOf(revisions: readonly RevisionView[], runs: readonly RunRow[]): readonly HistoryEntry[] {
  const entries: HistoryEntry[] = [
    ...revisions.map((revision) => ({ kind: "revision" as const, at: revision.createdAt, revision })),
    ...runs.map((run) => ({ kind: "run" as const, at: run.startedAt, run })),
  ];
  return entries.sort((a, b) => b.at.localeCompare(a.at));
}
