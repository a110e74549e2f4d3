import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant } from "./columns.ts";
import { deployment } from "./deployment.ts";

export const checklistTick = sqliteTable(
  "checklist_tick",
  {
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    instance: text("instance").notNull(),
    item: text("item").notNull(),
    tickedBy: text("ticked_by"),
    tickedAt: instant("ticked_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.deploymentId, table.instance, table.item] })],
);
