import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, instant } from "./columns.ts";
import { deployment } from "./deployment.ts";

export const claim = sqliteTable(
  "claim",
  {
    id: id(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    instance: text("instance").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    createdBy: text("created_by"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    /** The errand that seals what is shown; it may be over and forgotten. */
    errandId: text("errand_id"),
    usedAt: instant("used_at"),
  },
  (table) => [
    index("claim_deployment").on(table.deploymentId, table.instance),
    index("claim_errand").on(table.errandId),
  ],
);
