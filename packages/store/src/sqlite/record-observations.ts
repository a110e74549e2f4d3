import { and, eq, sql } from "drizzle-orm";
import type { Instant } from "../records.ts";
import { observation, observationHour, observationSeries } from "../schema/index.ts";
import type { Context } from "./context.ts";

/** Figures of one subject at one moment. */
export interface Measured {
  readonly deploymentId: string;
  readonly subject: string;
  readonly at: Instant;
  readonly metrics: Readonly<Record<string, number>>;
}

/** Longest name of a metric. */
const nameLengthMax = 60;

/** Adds figures to their series and to the hour, inside a transaction. What is no number is left out. */
export function recordObservations(context: Context, { deploymentId, subject, at, metrics }: Measured): void {
  const seconds = Math.floor(Date.parse(at) / 1000);
  for (const [metric, value] of Object.entries(metrics)) {
    if (!Number.isFinite(value) || metric.length > nameLengthMax) continue;
    addPoint(context, seriesOf(context, { deploymentId, subject, metric }), seconds, value);
  }
}

function addPoint({ db }: Context, seriesId: number, at: number, value: number): void {
  const added = db.insert(observation).values({ seriesId, at, value }).onConflictDoNothing().run();
  // Measured twice in one second: once is enough, and the mean of the hour stays that of its points.
  if (added.changes === 0) return;
  db.insert(observationHour)
    .values({ seriesId, hour: Math.floor(at / 3600), sum: value, number: 1 })
    .onConflictDoUpdate({
      target: [observationHour.seriesId, observationHour.hour],
      set: { sum: sql`sum + ${value}`, number: sql`number + 1` },
    })
    .run();
}

function seriesOf({ db }: Context, name: { deploymentId: string; subject: string; metric: string }): number {
  const { deploymentId, subject, metric } = name;
  const same = and(
    eq(observationSeries.deploymentId, deploymentId),
    eq(observationSeries.subject, subject),
    eq(observationSeries.metric, metric),
  );
  const known = db.select({ id: observationSeries.id }).from(observationSeries).where(same).get();
  return known?.id ?? db.insert(observationSeries).values(name).returning({ id: observationSeries.id }).get().id;
}
