import { and, asc, eq, gt, max } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { NewRunEvent, RunEventRecord } from "../../records.ts";
import { done, type StoreResult } from "../../result.ts";
import { run, runEvent } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { visibleDeployment } from "../visible.ts";

/** Events of a run that come after a number, in order; empty for whoever may not see the run. */
export function eventsAfter(
  context: Context,
  actor: Actor,
  { runId, after, limit = 1000 }: { readonly runId: string; readonly after: number; readonly limit?: number },
): RunEventRecord[] {
  const { db } = context;
  const row = db.select().from(run).where(eq(run.id, runId)).get();
  if (!row || !visibleDeployment(context, actor, row.deploymentId)) return [];
  const wanted = and(eq(runEvent.runId, runId), gt(runEvent.number, after));
  return db.select().from(runEvent).where(wanted).orderBy(asc(runEvent.number)).limit(limit).all();
}

/** Appends events with the next numbers of the run, inside a transaction. */
export function appendEvents(
  { db, now }: Context,
  runId: string,
  events: readonly NewRunEvent[],
): StoreResult<RunEventRecord[]> {
  const own = eq(runEvent.runId, runId);
  const last = db
    .select({ number: max(runEvent.number) })
    .from(runEvent)
    .where(own)
    .get();
  const first = (last?.number ?? 0) + 1;
  const rows = events.map((event, index) => ({ runId, number: first + index, at: now(), ...event }));
  for (const row of rows) db.insert(runEvent).values(row).run();
  return done(rows);
}
