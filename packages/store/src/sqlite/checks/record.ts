import { and, eq } from "drizzle-orm";
import type { CheckKey, CheckRecord, LeasedCheck } from "../../records.ts";
import { check } from "../../schema/index.ts";

/** A row of the table of checks. */
export type CheckRow = typeof check.$inferSelect;

/** What others see of a row. */
export function checkRecord(row: CheckRow): CheckRecord {
  const { leaseOwner: _owner, leaseExpiresAt: _until, fencing: _fencing, ...record } = row;
  // The result was written for this kind, by the types of the worker's handlers.
  return record as CheckRecord;
}

/** The same for whoever took it. */
export function leasedCheck(row: CheckRow): LeasedCheck {
  return { ...checkRecord(row), fencing: row.fencing };
}

/** The row of a check. */
export function isCheck({ deploymentId, kind, subject }: CheckKey) {
  return and(eq(check.deploymentId, deploymentId), eq(check.kind, kind), eq(check.subject, subject));
}
