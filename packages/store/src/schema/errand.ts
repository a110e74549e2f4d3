import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ErrandKind, ErrandProblem, ErrandRecord, ErrandState } from "../records.ts";
import { id, instant, json } from "./columns.ts";
import { deployment } from "./deployment.ts";
import { environment } from "./environment.ts";

export const errand = sqliteTable(
  "errand",
  {
    id: id(),
    kind: text("kind").$type<ErrandKind>().notNull(),
    environmentId: text("environment_id").references(() => environment.id, { onDelete: "cascade" }),
    deploymentId: text("deployment_id").references(() => deployment.id, { onDelete: "cascade" }),
    subject: text("subject").notNull(),
    input: json<ErrandRecord["input"]>("input").notNull(),
    requestedBy: text("requested_by"),
    state: text("state").$type<ErrandState>().notNull(),
    /** Which worker took it. */
    workerId: text("worker_id"),
    result: json<NonNullable<ErrandRecord["result"]>>("result"),
    problem: json<ErrandProblem>("problem"),
    createdAt: instant("created_at").notNull(),
    deadlineAt: instant("deadline_at").notNull(),
    finishedAt: instant("finished_at"),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    index("errand_open").on(table.state, table.createdAt),
    index("errand_environment").on(table.environmentId, table.createdAt),
    index("errand_expires").on(table.expiresAt),
  ],
);
