import type { LeasedRun, RunRecord } from "../../records.ts";
import type { run } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { nameOf } from "../users.ts";

/** A row of the run table. */
export type RunRow = typeof run.$inferSelect;

/** A run as everybody sees it: without its lease. */
export function runRecord(context: Context, row: RunRow): RunRecord {
  const { leaseOwner: _owner, leaseExpiresAt: _expires, fencing: _fencing, ...facts } = row;
  return { ...facts, startedByName: nameOf(context, row.startedBy) };
}

/** A run as its lease holder sees it. */
export function leasedRun(context: Context, row: RunRow): LeasedRun {
  return { ...runRecord(context, row), fencing: row.fencing, leaseExpiresAt: row.leaseExpiresAt ?? row.since };
}
