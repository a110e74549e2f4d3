import { practises } from "@allotment/model";
import type { EnvironmentRecord } from "../records.ts";
import type { environment } from "../schema/index.ts";

/** An environment as everybody sees it. */
export function environmentRecord(row: typeof environment.$inferSelect): EnvironmentRecord {
  return { ...row, practice: practises(row.orchestrator) };
}
