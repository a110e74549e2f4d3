import type { Retention } from "@allotment/model";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { BackupRepositoryRecord, KeypairRecord } from "../records.ts";
import { id, instant, json } from "./columns.ts";
import { deployment } from "./deployment.ts";

export const backupRepository = sqliteTable(
  "backup_repository",
  {
    id: id(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    offer: text("offer").notNull(),
    endpoint: text("endpoint").notNull(),
    region: text("region").notNull(),
    bucket: text("bucket").notNull(),
    schedule: text("schedule").$type<BackupRepositoryRecord["schedule"]>().notNull(),
    time: text("time").notNull(),
    retention: json<Retention>("retention").notNull(),
    disabledAt: instant("disabled_at"),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [uniqueIndex("backup_repository_deployment").on(table.deploymentId)],
);

export const keypair = sqliteTable(
  "keypair",
  {
    id: id(),
    backupRepositoryId: text("backup_repository_id")
      .notNull()
      .references(() => backupRepository.id, { onDelete: "cascade" }),
    purpose: text("purpose").$type<KeypairRecord["purpose"]>().notNull(),
    secrets: json<readonly string[]>("secrets").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("keypair_purpose").on(table.backupRepositoryId, table.purpose)],
);

export const snapshot = sqliteTable(
  "snapshot",
  {
    id: id(),
    backupRepositoryId: text("backup_repository_id")
      .notNull()
      .references(() => backupRepository.id, { onDelete: "cascade" }),
    takenAt: instant("taken_at").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    provenAt: instant("proven_at"),
  },
  (table) => [index("snapshot_taken").on(table.backupRepositoryId, table.takenAt)],
);
