import { and, asc, desc, eq } from "drizzle-orm";
import type { Actor } from "../actor.ts";
import type { IntentRecord } from "../records.ts";
import { isTerminal } from "../records.ts";
import type { IntentRepository } from "../repositories/intents.ts";
import { done, notFound, refused, type StoreResult } from "../result.ts";
import { deployment, intent, run } from "../schema/index.ts";
import { remember, userIdOf } from "./audit-trail.ts";
import { type Context, read, write } from "./context.ts";
import { resolveStartConflict } from "./runs/start-conflict.ts";
import { refuseIntent } from "./runs/start.ts";
import { planWithDescription, type Startable, startFacts } from "./runs/start-facts.ts";
import { visibleDeployment, writableDeployment } from "./visible.ts";

/** The repository of requests to the worker over SQLite. */
export function intentRepository(context: Context): IntentRepository {
  const visible = (actor: Actor, row: IntentRecord | undefined): IntentRecord | null =>
    row && visibleDeployment(context, actor, row.deploymentId) ? row : null;
  return {
    requestRun: (actor, params) => write(context, () => requestRun(context, actor, params)),
    requestCancel: (actor, params) => write(context, () => requestCancel(context, actor, params)),
    get: (actor, { intentId }) =>
      read(context, (db) => visible(actor, db.select().from(intent).where(eq(intent.id, intentId)).get())),
    ofRun: (actor, { runId }) =>
      read(context, (db) => {
        const which = and(eq(intent.runId, runId), eq(intent.kind, "deploy"));
        return visible(actor, db.select().from(intent).where(which).get());
      }),
    list: (actor, { deploymentId, limit = 100 }) =>
      read(context, (db) => {
        if (!visibleDeployment(context, actor, deploymentId)) return [];
        const own = eq(intent.deploymentId, deploymentId);
        return db.select().from(intent).where(own).orderBy(desc(intent.createdAt)).limit(limit).all();
      }),
    refuse: (actor, { intentId }) => refuseIntent(context, actor, intentId),
    pending: (actor, { limit }) =>
      read(context, (db) => {
        if (actor.kind !== "worker") return [];
        return db
          .select()
          .from(intent)
          .where(eq(intent.state, "pending"))
          .orderBy(asc(intent.createdAt))
          .limit(limit)
          .all();
      }),
  };
}

function requestRun(
  context: Context,
  actor: Actor,
  params: Parameters<IntentRepository["requestRun"]>[1],
): StoreResult<IntentRecord> {
  const { planId, runKind, reason, acknowledged } = params;
  const planned = planWithDescription(context, planId);
  const found = planned ? writableDeployment(context, actor, planned.plan.deploymentId) : notFound;
  if (!planned || !found.ok) return found.ok ? notFound : found;
  const asked = askRun(context, actor, { ...planned, deployment: found.value }, { runKind, reason, acknowledged });
  if (!asked.ok) return asked;
  if (runKind === "suspend" || runKind === "resume") {
    const own = eq(deployment.id, found.value.id);
    context.db.update(deployment).set({ desired: planned.plan.desired }).where(own).run();
  }
  return asked;
}

/** Asks for a run of a plan if it could start now, inside a transaction. Whether the actor may is decided before. */
export function askRun(
  context: Context,
  actor: Actor,
  startable: Startable,
  { runKind, reason, acknowledged }: Pick<IntentRecord, "runKind" | "reason" | "acknowledged">,
): StoreResult<IntentRecord> {
  const { id: deploymentId, operatorId } = startable.deployment;
  const facts = startFacts(context, startable, { kind: runKind, acknowledged, ownRunId: null });
  const conflict = resolveStartConflict(facts);
  if (conflict) return refused(conflict);
  const asked = { kind: "deploy", runKind, reason, acknowledged } as const;
  const ids = { deploymentId, operatorId, planId: startable.plan.id, runId: context.newId() };
  return done(add(context, actor, { ...asked, ...ids }));
}

function requestCancel(
  context: Context,
  actor: Actor,
  { runId, reason }: Parameters<IntentRepository["requestCancel"]>[1],
): StoreResult<IntentRecord> {
  const row = context.db.select().from(run).where(eq(run.id, runId)).get();
  const found = row ? writableDeployment(context, actor, row.deploymentId) : notFound;
  if (!row || !found.ok) return found.ok ? notFound : found;
  if (isTerminal(row.state)) return refused({ code: "wrong-state", state: row.state });
  const asked = and(eq(intent.runId, runId), eq(intent.kind, "cancel"), eq(intent.state, "pending"));
  const present = context.db.select().from(intent).where(asked).get();
  if (present) return done(present);
  return done(
    add(context, actor, {
      kind: "cancel",
      deploymentId: row.deploymentId,
      operatorId: found.value.operatorId,
      planId: null,
      runId,
      reason,
      runKind: row.kind,
      acknowledged: [],
    }),
  );
}

type NewIntent = Pick<
  IntentRecord,
  "kind" | "deploymentId" | "planId" | "runId" | "runKind" | "reason" | "acknowledged"
> & { readonly operatorId: string };

function add(context: Context, actor: Actor, { operatorId, ...facts }: NewIntent): IntentRecord {
  const row = {
    id: context.newId(),
    ...facts,
    state: "pending" as const,
    conflict: null,
    createdBy: userIdOf(actor),
    createdAt: context.now(),
    decidedAt: null,
  };
  context.db.insert(intent).values(row).run();
  const { kind, deploymentId, runId, planId, runKind, reason } = facts;
  const details = { runId, planId, runKind, reason };
  remember(context, actor, { action: `intent.${kind}`, subject: row.id, operatorId, deploymentId, details });
  return row;
}
