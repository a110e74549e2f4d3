import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { EvaluationLevel, IntentRecord, MachineOutcome, RunError, RunRecord, RunState } from "../records.ts";
import type { StoreConflict } from "../result.ts";
import { id, instant, json } from "./columns.ts";
import { deployment, plan } from "./deployment.ts";

export const run = sqliteTable(
  "run",
  {
    id: id(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    planId: text("plan_id")
      .notNull()
      .references(() => plan.id),
    kind: text("kind").$type<RunRecord["kind"]>().notNull(),
    state: text("state").$type<RunState>().notNull(),
    since: instant("since").notNull(),
    attempts: integer("attempts").notNull(),
    nextAttemptAt: instant("next_attempt_at"),
    lastError: json<RunError>("last_error"),
    leaseOwner: text("lease_owner"),
    leaseExpiresAt: instant("lease_expires_at"),
    fencing: integer("fencing").notNull(),
    reason: text("reason").notNull(),
    startedBy: text("started_by"),
    startedAt: instant("started_at").notNull(),
    cancelRequestedAt: instant("cancel_requested_at"),
    finishedAt: instant("finished_at"),
    evaluation: text("evaluation").$type<EvaluationLevel>().notNull(),
  },
  (table) => [
    index("run_due").on(table.nextAttemptAt),
    index("run_deployment").on(table.deploymentId, table.startedAt),
    // One run of a deployment at a time, whatever the program believes.
    uniqueIndex("run_active")
      .on(table.deploymentId)
      .where(sql`finished_at IS NULL`),
  ],
);

export const runMachine = sqliteTable(
  "run_machine",
  {
    runId: text("run_id")
      .notNull()
      .references(() => run.id, { onDelete: "cascade" }),
    machine: text("machine").notNull(),
    generation: integer("generation"),
    outcome: text("outcome").$type<MachineOutcome>().notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.machine] })],
);

export const runEvent = sqliteTable(
  "run_event",
  {
    runId: text("run_id")
      .notNull()
      .references(() => run.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    at: instant("at").notNull(),
    type: text("type").notNull(),
    step: text("step"),
    machine: text("machine"),
    payload: json<Readonly<Record<string, unknown>>>("payload").notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.number] })],
);

export const intent = sqliteTable(
  "intent",
  {
    id: id(),
    kind: text("kind").$type<IntentRecord["kind"]>().notNull(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    planId: text("plan_id").references(() => plan.id),
    runId: text("run_id").notNull(),
    runKind: text("run_kind").$type<RunRecord["kind"]>().notNull(),
    reason: text("reason").notNull(),
    acknowledged: json<readonly string[]>("acknowledged").notNull(),
    state: text("state").$type<IntentRecord["state"]>().notNull(),
    conflict: json<StoreConflict>("conflict"),
    createdBy: text("created_by"),
    createdAt: instant("created_at").notNull(),
    decidedAt: instant("decided_at"),
  },
  (table) => [
    index("intent_deployment").on(table.deploymentId, table.createdAt),
    index("intent_run").on(table.runId),
    // One open request of a kind for each deployment.
    uniqueIndex("intent_pending")
      .on(table.deploymentId, table.kind)
      .where(sql`state = 'pending'`),
  ],
);
