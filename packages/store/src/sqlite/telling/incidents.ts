import { and, desc, eq, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Actor, WorkerActor } from "../../actor.ts";
import type { IncidentRecord } from "../../records.ts";
import type { IncidentRepository } from "../../repositories/incidents.ts";
import { done, forbidden, notFound, type StoreResult } from "../../result.ts";
import { check, deployment, incident } from "../../schema/index.ts";
import { remember, userIdOf } from "../audit-trail.ts";
import { type Context, read, write } from "../context.ts";
import { limitedTo, visibleDeployment, writableDeployment } from "../visible.ts";
import { evidenceOf } from "./evidence.ts";
import { incidentRecord, type IncidentRow } from "./records.ts";
import { settleIncidents } from "./settle-incidents.ts";
import { tellRun, untoldRuns } from "./told-runs.ts";

/** The repository of incidents over SQLite. */
export function incidentRepository(context: Context): IncidentRepository {
  return {
    list: (actor, params) => read(context, () => list(context, actor, params)),
    get: (actor, { incidentId }) =>
      read(context, () => {
        const row = visibleIncident(context, actor, incidentId);
        return row && incidentRecord(context, row);
      }),
    evidence: (actor, { incidentId }) =>
      read(context, () => {
        const row = visibleIncident(context, actor, incidentId);
        return row && evidenceOf(context, row);
      }),
    acknowledge: (actor, { incidentId }) => write(context, () => acknowledge(context, actor, incidentId)),
    settle: (actor, params) =>
      write(context, () => (actor.kind === "worker" ? settleIncidents(context, params) : forbidden)),
    untoldRuns: (actor, params) => read(context, () => untoldRuns(context, actor, params)),
    tellRun: (actor, params) => write(context, () => tellRun(context, actor, params)),
    tidy: (actor, params) => tidy(context, actor, params),
  };
}

function list(
  context: Context,
  actor: Actor,
  { deploymentId, state, limit = 100 }: Parameters<IncidentRepository["list"]>[1],
): IncidentRecord[] {
  const { db } = context;
  const operators = limitedTo(actor);
  const own = db
    .select({ id: deployment.id })
    .from(deployment)
    .where(inArray(deployment.operatorId, operators ?? []));
  const wanted = and(
    state === undefined ? ne(incident.state, "suspected") : eq(incident.state, state),
    operators ? inArray(incident.deploymentId, own) : undefined,
    deploymentId === undefined ? undefined : eq(incident.deploymentId, deploymentId),
  );
  const rows = db.select().from(incident).where(wanted).orderBy(desc(incident.openedAt)).limit(limit).all();
  return rows.map((row) => incidentRecord(context, row));
}

/** An incident that the actor may see; null when there is none, or when it is somebody else's. */
export function visibleIncident(context: Context, actor: Actor, incidentId: string): IncidentRow | null {
  const row = context.db.select().from(incident).where(eq(incident.id, incidentId)).get();
  if (!row || row.state === "suspected") return null;
  return visibleDeployment(context, actor, row.deploymentId) && row;
}

function acknowledge(context: Context, actor: Actor, incidentId: string): StoreResult<IncidentRecord> {
  const row = visibleIncident(context, actor, incidentId);
  if (!row) return notFound;
  const own = writableDeployment(context, actor, row.deploymentId);
  if (!own.ok) return own;
  const set = { acknowledgedAt: context.now(), acknowledgedBy: userIdOf(actor) };
  context.db.update(incident).set(set).where(eq(incident.id, incidentId)).run();
  const { operatorId, id: deploymentId } = own.value;
  remember(context, actor, { action: "incident.acknowledge", subject: incidentId, operatorId, deploymentId });
  return done(incidentRecord(context, { ...row, ...set }));
}

async function tidy(
  context: Context,
  actor: WorkerActor,
  { closedBefore }: Parameters<IncidentRepository["tidy"]>[1],
): Promise<number> {
  if (actor.kind !== "worker") throw new Error("only the worker tidies up");
  const changed = await write(context, (db) => {
    const place = sql`${check.kind} || '/' || ${check.subject}`;
    const looked = db
      .select({ one: sql`1` })
      .from(check)
      .where(and(eq(check.deploymentId, incident.deploymentId), eq(place, incident.look)));
    const orphaned = and(ne(incident.state, "closed"), ne(incident.look, "run"), sql`NOT EXISTS ${looked}`);
    const set = { state: "closed" as const, closedAt: context.now() };
    const closed = db.update(incident).set(set).where(orphaned).run().changes;
    const unopened = and(eq(incident.state, "closed"), isNull(incident.openedAt));
    const old = or(lt(incident.closedAt, closedBefore), unopened);
    return done(closed + db.delete(incident).where(old).run().changes);
  });
  return changed.ok ? changed.value : 0;
}
