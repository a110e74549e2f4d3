import { integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { deployment } from "./deployment.ts";

/** Which figures there are. Points name a series by its number, for there are many of them. */
export const observationSeries = sqliteTable(
  "observation_series",
  {
    id: integer("id").primaryKey(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployment.id, { onDelete: "cascade" }),
    subject: text("subject").notNull(),
    metric: text("metric").notNull(),
  },
  (table) => [uniqueIndex("observation_series_of").on(table.deploymentId, table.subject, table.metric)],
);

/** Measurements as they were made, for some days. Without row ids: the key is the table. */
export const observation = sqliteTable(
  "observation",
  {
    seriesId: integer("series_id")
      .notNull()
      .references(() => observationSeries.id, { onDelete: "cascade" }),
    /** Seconds since 1970. */
    at: integer("at").notNull(),
    value: real("value").notNull(),
  },
  (table) => [primaryKey({ columns: [table.seriesId, table.at] })],
);

/** The same by the hour, for more than a year: sum and number, so that a mean of hours is a mean of measurements. */
export const observationHour = sqliteTable(
  "observation_hour",
  {
    seriesId: integer("series_id")
      .notNull()
      .references(() => observationSeries.id, { onDelete: "cascade" }),
    /** Hours since 1970. */
    hour: integer("hour").notNull(),
    sum: real("sum").notNull(),
    number: integer("number").notNull(),
  },
  (table) => [primaryKey({ columns: [table.seriesId, table.hour] })],
);
