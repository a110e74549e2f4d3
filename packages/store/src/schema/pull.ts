import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { PullReportRecord } from "../records.ts";
import { instant } from "./columns.ts";
import { deployment } from "./deployment.ts";

/** What machines show when they fetch their configuration: digests, never the tokens. */
export const machineToken = sqliteTable(
  "machine_token",
  {
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    machine: text("machine").notNull(),
    /** SHA-256 of the token, hexadecimal. */
    digest: text("digest").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.deploymentId, table.machine] })],
);

/** What each machine said last about what it runs. */
export const pullReport = sqliteTable(
  "pull_report",
  {
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    machine: text("machine").notNull(),
    commit: text("commit").notNull(),
    generation: integer("generation"),
    system: text("system"),
    status: text("status").$type<PullReportRecord["status"]>().notNull(),
    error: text("error").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.deploymentId, table.machine] }),
    check("pull_report_status", sql`status IN ('running', 'failed')`),
  ],
);
