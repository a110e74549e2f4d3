import { sql } from "drizzle-orm";
import { check as constraint, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { CheckKind, CheckOutcome, CheckResult } from "../records.ts";
import { instant, json } from "./columns.ts";
import { deployment } from "./deployment.ts";

/** What is looked at, one row for each thing. */
export const check = sqliteTable(
  "check",
  {
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    kind: text("kind").$type<CheckKind>().notNull(),
    subject: text("subject").notNull(),
    planId: text("plan_id").notNull(),
    outcome: text("outcome").$type<CheckOutcome>().notNull(),
    since: instant("since").notNull(),
    consecutive: integer("consecutive").notNull(),
    failures: integer("failures").notNull(),
    nextAt: instant("next_at").notNull(),
    leaseOwner: text("lease_owner"),
    leaseExpiresAt: instant("lease_expires_at"),
    fencing: integer("fencing").notNull(),
    lastAt: instant("last_at"),
    result: json<CheckResult>("result"),
  },
  (table) => [
    primaryKey({ columns: [table.deploymentId, table.kind, table.subject] }),
    index("check_due").on(table.nextAt),
    constraint("check_outcome", sql`outcome IN ('unknown', 'healthy', 'degraded', 'down')`),
  ],
);

/** Which plan the checks of a deployment are about: another one that is deployed means that rows have to change. */
export const checkedPlan = sqliteTable("checked_plan", {
  deploymentId: text("deployment_id")
    .primaryKey()
    .references(() => deployment.id, { onDelete: "cascade" }),
  planId: text("plan_id").notNull(),
});
