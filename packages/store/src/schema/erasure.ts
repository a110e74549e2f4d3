import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ErasureRecord } from "../records.ts";
import { id, instant, json } from "./columns.ts";
import { deployment } from "./deployment.ts";

/** What was erased of removed deployments: one row each, only added to. */
export const erasure = sqliteTable("erasure", {
  id: id(),
  deploymentId: text("deployment_id")
    .notNull()
    .unique()
    .references(() => deployment.id),
  at: instant("at").notNull(),
  runId: text("run_id"),
  lastPlanId: text("last_plan_id"),
  requestedBy: text("requested_by"),
  requestedAt: instant("requested_at").notNull(),
  document:
    json<
      Omit<
        ErasureRecord,
        "id" | "deploymentId" | "at" | "runId" | "lastPlanId" | "requestedBy" | "requestedByName" | "requestedAt"
      >
    >("document").notNull(),
});
