import type { PullReportRecord, StepContext } from "@allotment/engine";
import type { Slug } from "@allotment/model";
import { systemFor, systemsOf } from "../systems.ts";

/** What machines of a run's deployment can fetch, and what they said last. */
export interface Reported {
  /** The commit on `main`; null when nothing is published. */
  readonly live: string | null;
  readonly reports: readonly PullReportRecord[];
}

/** Reads what machines have reported; given by the worker, which has the store. */
export type ReadReports = (context: StepContext) => Promise<Reported>;

/** What a machine's last word means for a run. `silent`: it has said nothing about the commit yet. */
export type Standing = "silent" | "runs" | "failed";

/**
 * Where a machine stands. One whose system a commit leaves as it is may never switch to it and say nothing more: that it
 * runs the system that was evaluated is as good.
 */
export function standingOf(context: StepContext, machine: Slug, report: PullReportRecord | undefined): Standing {
  if (report === undefined) return "silent";
  if (report.commit === commitOf(context)) return report.status === "running" ? "runs" : "failed";
  const system = systemFor(systemsOf(context.facts), machine);
  return report.status === "running" && report.system === system ? "runs" : "silent";
}

/** Whether a machine runs something else than before the run. */
export function hasSwitched(context: StepContext, { machine, commit, generation }: PullReportRecord): boolean {
  if (commit !== commitOf(context)) return false;
  const before = context.previousGenerations[machine] ?? null;
  return before === null || generation !== before;
}

/** The commit of a run. @throws Error when there is no tree. */
export function commitOf({ tree }: Pick<StepContext, "tree">): string {
  if (tree === null) throw new Error("there is no tree that machines could fetch");
  return tree.commit;
}

/** The last report of each machine. */
export function byMachine({ reports }: Reported): ReadonlyMap<Slug, PullReportRecord> {
  return new Map(reports.map((report) => [report.machine, report]));
}
