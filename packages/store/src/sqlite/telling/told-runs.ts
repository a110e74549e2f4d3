import { and, asc, eq, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import type { WorkerActor } from "../../actor.ts";
import type { IncidentRepository, UntoldRun } from "../../repositories/incidents.ts";
import { done, forbidden, notFound, type StoreResult } from "../../result.ts";
import { deployment, run, toldRun } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { type RunRow, runRecord } from "../runs/record.ts";
import { practisesIn } from "./practises.ts";
import { settleIncidents } from "./settle-incidents.ts";
import { tellOfRun } from "./outbox.ts";

/** Runs of which nobody was told yet. */
export function untoldRuns(
  context: Context,
  actor: WorkerActor,
  { waitingIn, waitingSince, limit }: Parameters<IncidentRepository["untoldRuns"]>[1],
): UntoldRun[] {
  if (actor.kind !== "worker") return [];
  const over = untold(context, "over", isNotNull(run.finishedAt), limit);
  const waits = waitingIn.flatMap((state) => {
    const long = and(eq(run.state, state), isNull(run.finishedAt), lt(run.since, waitingSince));
    return untold(context, state, long, limit);
  });
  return [...over, ...waits].slice(0, limit);
}

function untold(context: Context, stage: string, which: ReturnType<typeof and>, limit: number): UntoldRun[] {
  const { db } = context;
  const rows: RunRow[] = db
    .select({ run })
    .from(run)
    .leftJoin(toldRun, and(eq(toldRun.runId, run.id), eq(toldRun.stage, stage)))
    .where(and(which, isNull(toldRun.runId)))
    .orderBy(asc(run.startedAt))
    .limit(limit)
    .all()
    .map((row) => row.run);
  const ids = rows.map(({ deploymentId }) => deploymentId);
  const owners = db.select().from(deployment).where(inArray(deployment.id, ids)).all();
  return rows.map((row) => {
    const environmentId = owners.find(({ id }) => id === row.deploymentId)?.environmentId ?? "";
    return { run: runRecord(context, row), stage, practice: practisesIn(context, environmentId) };
  });
}

/** Tells of a run once, inside a transaction. */
export function tellRun(
  context: Context,
  actor: WorkerActor,
  { runId, stage, incidents }: Parameters<IncidentRepository["tellRun"]>[1],
): StoreResult<number> {
  if (actor.kind !== "worker") return forbidden;
  const { db, now } = context;
  const row = db.select().from(run).where(eq(run.id, runId)).get();
  if (!row) return notFound;
  const mark = { runId, stage, at: now() };
  if (db.insert(toldRun).values(mark).onConflictDoNothing().run().changes === 0) return done(0);
  const settled = incidents === null ? done(0) : settleIncidents(context, incidents);
  if (!settled.ok || stage !== "over") return settled;
  const own = db.select().from(deployment).where(eq(deployment.id, row.deploymentId)).get();
  const practice = practisesIn(context, own?.environmentId ?? "");
  return done(settled.value + tellOfRun(context, runRecord(context, row), practice));
}
