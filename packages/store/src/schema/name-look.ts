import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { NameFinding } from "../records.ts";
import { instant, json } from "./columns.ts";
import { deployment } from "./deployment.ts";

/** The last look at each record that a deployment needs in the DNS. */
export const nameLook = sqliteTable(
  "name_look",
  {
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    record: text("record").notNull(),
    needed: text("needed"),
    finding: json<NameFinding>("finding").notNull(),
    since: instant("since").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.deploymentId, table.record] })],
);
