import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AuditEventRecord, SettingKey } from "../records.ts";
import { instant, json } from "./columns.ts";

/** Append-only; no foreign keys, so that it outlives what it tells of. */
export const auditEvent = sqliteTable(
  "audit_event",
  {
    number: integer("number").primaryKey(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").$type<AuditEventRecord["actorKind"]>().notNull(),
    userId: text("user_id"),
    operatorId: text("operator_id"),
    deploymentId: text("deployment_id"),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    details: json<Readonly<Record<string, unknown>>>("details").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [index("audit_event_operator").on(table.operatorId, table.number)],
);

export const setting = sqliteTable("setting", {
  key: text("key").$type<SettingKey>().primaryKey(),
  value: text("value").notNull(),
  updatedAt: instant("updated_at").notNull(),
});
