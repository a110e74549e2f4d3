import { and, asc, eq, gt, gte, lt, sql } from "drizzle-orm";
import type { Instant, ObservedPoint } from "../records.ts";
import type { ObservationRepository } from "../repositories/observations.ts";
import { done, forbidden, notFound } from "../result.ts";
import { deployment, observation, observationHour, observationSeries } from "../schema/index.ts";
import { type Context, read, write } from "./context.ts";
import { recordObservations } from "./record-observations.ts";
import { visibleDeployment } from "./visible.ts";

const daySeconds = 24 * 3600;

/** How long measurements and hourly means are kept, in seconds. */
const keptSeconds = { measurements: 8 * daySeconds, hours: 400 * daySeconds } as const;

/** Most points that anybody gets at once. */
const pointsMax = 2000;

type SeriesQuestion = Parameters<ObservationRepository["series"]>[1];

/** The repository of figures over SQLite. */
export function observationRepository(context: Context): ObservationRepository {
  return {
    record: (actor, params) =>
      write(context, (db) => {
        if (actor.kind !== "worker") return forbidden;
        const own = eq(deployment.id, params.deploymentId);
        if (!db.select({ id: deployment.id }).from(deployment).where(own).get()) return notFound;
        recordObservations(context, params);
        return done(null);
      }),
    metrics: (actor, { deploymentId }) =>
      read(context, (db) => {
        if (!visibleDeployment(context, actor, deploymentId)) return [];
        const { subject, metric } = observationSeries;
        const own = eq(observationSeries.deploymentId, deploymentId);
        return db.select({ subject, metric }).from(observationSeries).where(own).orderBy(subject, metric).all();
      }),
    series: (actor, params) =>
      read(context, () => (visibleDeployment(context, actor, params.deploymentId) ? series(context, params) : [])),
    compact: async (actor, { after, series: limit }) => {
      if (actor.kind !== "worker") throw new Error("only the worker forgets figures");
      return compact(context, after, limit);
    },
  };
}

function series(context: Context, question: SeriesQuestion): readonly ObservedPoint[] {
  const { deploymentId, subject, metric } = question;
  const same = and(
    eq(observationSeries.deploymentId, deploymentId),
    eq(observationSeries.subject, subject),
    eq(observationSeries.metric, metric),
  );
  const found = context.db.select({ id: observationSeries.id }).from(observationSeries).where(same).get();
  const from = secondsOf(question.from);
  const to = secondsOf(question.to);
  const points = Math.min(Math.floor(question.points), pointsMax);
  if (!found || !(to > from) || points < 1) return [];
  const part = Math.ceil((to - from) / points);
  const kept = secondsOf(context.now()) - keptSeconds.measurements;
  // Parts of an hour or more are made of hours: a sixtieth of the work, for the same means.
  return part < 3600 && from >= kept
    ? fromMeasurements(context, found.id, { from, to, part })
    : fromHours(context, found.id, { from, to, part });
}

interface Parts {
  readonly from: number;
  readonly to: number;
  /** Length of one part, in seconds. */
  readonly part: number;
}

function fromMeasurements({ db }: Context, seriesId: number, { from, to, part }: Parts): readonly ObservedPoint[] {
  const { at, value } = observation;
  // Numbers are bound as floating point, which divides without rounding.
  const number = sql<number>`cast((${at} - ${from}) / ${part} as integer)`.mapWith(Number);
  const rows = db
    .select({ number, value: sql<number>`avg(${value})`.mapWith(Number) })
    .from(observation)
    .where(and(eq(observation.seriesId, seriesId), gte(at, from), lt(at, to)))
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .all();
  return rows.map((row) => ({ at: instantOf(from + row.number * part), value: row.value }));
}

function fromHours({ db }: Context, seriesId: number, { from, to, part }: Parts): readonly ObservedPoint[] {
  const { hour, sum, number: counted } = observationHour;
  // The hour in which the time begins counts to the first part.
  const number = sql<number>`cast(max(0, ${hour} * 3600 - ${from}) / ${Math.max(part, 3600)} as integer)`.mapWith(
    Number,
  );
  const rows = db
    .select({ number, value: sql<number>`sum(${sum}) / sum(${counted})`.mapWith(Number) })
    .from(observationHour)
    .where(and(eq(observationHour.seriesId, seriesId), gte(hour, Math.floor(from / 3600)), lt(sql`${hour} * 3600`, to)))
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .all();
  return rows.map((row) => ({ at: instantOf(from + row.number * Math.max(part, 3600)), value: row.value }));
}

async function compact(context: Context, after: number, limit: number): Promise<number | null> {
  const { id } = observationSeries;
  const ids = await read(context, (db) =>
    db.select({ id }).from(observationSeries).where(gt(id, after)).orderBy(asc(id)).limit(limit).all(),
  );
  if (ids.length === 0) return null;
  const now = secondsOf(context.now());
  await write(context, (db) => {
    for (const one of ids) {
      const before = lt(observation.at, now - keptSeconds.measurements);
      db.delete(observation)
        .where(and(eq(observation.seriesId, one.id), before))
        .run();
      const old = lt(observationHour.hour, Math.floor((now - keptSeconds.hours) / 3600));
      db.delete(observationHour)
        .where(and(eq(observationHour.seriesId, one.id), old))
        .run();
    }
    return done(null);
  });
  return ids.length < limit ? null : (ids.at(-1)?.id ?? null);
}

function secondsOf(instant: Instant): number {
  return Math.floor(Date.parse(instant) / 1000);
}

function instantOf(seconds: number): Instant {
  return new Date(seconds * 1000).toISOString();
}
