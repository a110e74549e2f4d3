import type { Digest } from "@allotment/model";
import { sql } from "drizzle-orm";
import { blob, check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { SecretRecord } from "../records.ts";
import { id, instant } from "./columns.ts";
import { deployment } from "./deployment.ts";
import { environment } from "./environment.ts";

export const secret = sqliteTable(
  "secret",
  {
    id: id(),
    deploymentId: text("deployment_id").references(() => deployment.id, { onDelete: "cascade" }),
    environmentId: text("environment_id").references(() => environment.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Which value of a generated one. */
    number: integer("number").notNull().default(1),
    kind: text("kind").$type<SecretRecord["kind"]>().notNull(),
    /** An age file for the worker's recipient. */
    ciphertext: blob("ciphertext", { mode: "buffer" }).notNull(),
    createdBy: text("created_by"),
    createdAt: instant("created_at").notNull(),
    replacedAt: instant("replaced_at"),
  },
  (table) => [
    index("secret_deployment").on(table.deploymentId, table.name),
    index("secret_environment").on(table.environmentId, table.name),
    uniqueIndex("secret_generated")
      .on(table.deploymentId, table.name, table.number)
      .where(sql`kind = 'generated'`),
    check("secret_one_owner", sql`(deployment_id IS NULL) <> (environment_id IS NULL)`),
  ],
);

export const secretFile = sqliteTable(
  "secret_file",
  {
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    file: text("file").notNull(),
    recipientsDigest: text("recipients_digest").$type<Digest>().notNull(),
    fingerprint: text("fingerprint").notNull(),
    ciphertext: blob("ciphertext", { mode: "buffer" }).notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.deploymentId, table.file, table.recipientsDigest, table.fingerprint] })],
);
