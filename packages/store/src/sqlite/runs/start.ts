import { and, eq, isNull, max } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { IntentRecord, RunRecord } from "../../records.ts";
import { isTerminal } from "../../records.ts";
import { done, forbidden, notFound, refused, type StoreConflict, type StoreResult } from "../../result.ts";
import { deployment, intent, machineClaim, run } from "../../schema/index.ts";
import { remember } from "../audit-trail.ts";
import { type Context, write } from "../context.ts";
import { isPractice } from "../domains.ts";
import { takeDomains, wantedDomains } from "../take-domains.ts";
import { appendEvents } from "./events.ts";
import { type RunRow, runRecord } from "./record.ts";
import { claimOffers } from "./offer-claims.ts";
import { resolveStartConflict } from "./start-conflict.ts";
import { machinesOf, planWithDescription, type Startable, startFacts } from "./start-facts.ts";

/** Decides a request for a run. A refusal is recorded on the request; nothing else is written then. */
export async function startRun(context: Context, actor: Actor, intentId: string): Promise<StoreResult<RunRecord>> {
  const outcome = await write(context, () => {
    const asked = pendingIntent(context, actor, { intentId, kind: "deploy" });
    if (!asked.ok) return asked;
    const startable = read(context, asked.value);
    if (!startable) return refuseMissing(context, intentId);
    const { acknowledged, runId, runKind: kind } = asked.value;
    const facts = startFacts(context, startable, { kind, acknowledged, ownRunId: runId });
    const conflict = resolveStartConflict(facts) ?? begin(context, asked.value, startable);
    if (conflict) {
      decide(context, intentId, conflict);
      return done(refused(conflict));
    }
    const row = context.db.select().from(run).where(eq(run.id, runId)).get();
    if (!row) throw new Error("the run that was started is gone");
    const { operatorId, id: deploymentId } = startable.deployment;
    const details = { planId: row.planId, kind: row.kind };
    remember(context, actor, { action: "run.start", subject: runId, operatorId, deploymentId, details });
    return done(done(runRecord(context, row)));
  });
  return outcome.ok ? outcome.value : outcome;
}

/** Decides a request to cancel: notes the wish and makes the run due. */
export async function acceptCancel(context: Context, actor: Actor, intentId: string): Promise<StoreResult<RunRecord>> {
  const outcome = await write(context, (db) => {
    const asked = pendingIntent(context, actor, { intentId, kind: "cancel" });
    if (!asked.ok) return asked;
    const row = db.select().from(run).where(eq(run.id, asked.value.runId)).get();
    if (!row) return refuseMissing(context, intentId);
    if (isTerminal(row.state)) {
      const conflict = { code: "wrong-state", state: row.state } as const;
      decide(context, intentId, conflict);
      return done(refused(conflict));
    }
    decide(context, intentId, null);
    const set = { cancelRequestedAt: row.cancelRequestedAt ?? context.now(), nextAttemptAt: context.now() };
    const changed = db.update(run).set(set).where(eq(run.id, row.id)).returning().get();
    return done(changed ? done(runRecord(context, changed)) : notFound);
  });
  return outcome.ok ? outcome.value : outcome;
}

/** Refuses a request that cannot be decided as it should, so that it stands in nobody's way. */
export async function refuseIntent(context: Context, actor: Actor, intentId: string): Promise<StoreResult<null>> {
  return write(context, (db) => {
    if (actor.kind !== "worker") return forbidden;
    const row = db.select().from(intent).where(eq(intent.id, intentId)).get();
    if (!row) return notFound;
    if (row.state !== "pending") return refused({ code: "already-decided", state: row.state });
    decide(context, intentId, { code: "unexpected" });
    return done(null);
  });
}

/** What was asked for is gone: decided like every other refusal, or it would be asked again for ever. */
function refuseMissing(context: Context, intentId: string) {
  decide(context, intentId, notFound.conflict);
  return done(notFound);
}

function pendingIntent(
  { db }: Context,
  actor: Actor,
  { intentId, kind }: { readonly intentId: string; readonly kind: IntentRecord["kind"] },
): StoreResult<IntentRecord> {
  if (actor.kind !== "worker") return forbidden;
  const row = db.select().from(intent).where(eq(intent.id, intentId)).get();
  if (!row || row.kind !== kind) return notFound;
  return row.state === "pending" ? done(row) : refused({ code: "already-decided", state: row.state });
}

function read(context: Context, { planId, deploymentId }: IntentRecord): Startable | null {
  const planned = planId === null ? null : planWithDescription(context, planId);
  const row = context.db.select().from(deployment).where(eq(deployment.id, deploymentId)).get();
  return planned && row ? { ...planned, deployment: row } : null;
}

function decide({ db, now }: Context, intentId: string, conflict: StoreConflict | null): void {
  const set = { state: conflict ? ("refused" as const) : ("accepted" as const), conflict, decidedAt: now() };
  db.update(intent).set(set).where(eq(intent.id, intentId)).run();
}

/** Claims, moves the target and makes the run. @returns the conflict that only the writing itself can show, or null */
function begin(context: Context, asked: IntentRecord, startable: Startable): StoreConflict | null {
  const { deployment: row, description } = startable;
  if (!moveTarget(context, asked, startable)) {
    return { code: "run-active", runId: row.targetRunId ?? asked.runId };
  }
  const practice = isPractice(context, row.environmentId);
  const domains = wantedDomains(description);
  const conflict = takeDomains(context, { deploymentId: row.id, practice, domains, renew: !practice });
  if (conflict) return conflict;
  claimMachines(context, asked, startable);
  claimOffers(context, row, { description, environmentRevisionId: startable.plan.environmentRevisionId });
  decide(context, asked.id, null);
  context.db
    .insert(run)
    .values(newRun(context, asked, startable))
    .run();
  const payload = { from: null, to: "planned" };
  appendEvents(context, asked.runId, [{ type: "state", step: "planned", machine: null, payload }]);
  return null;
}

function moveTarget({ db }: Context, asked: IntentRecord, { deployment: row, plan }: Startable): boolean {
  const { stagedRevisionId, deployedPlanId } = row;
  const asRead = and(
    eq(deployment.id, row.id),
    stagedRevisionId === null ? isNull(deployment.stagedRevisionId) : eq(deployment.stagedRevisionId, stagedRevisionId),
    deployedPlanId === null ? isNull(deployment.deployedPlanId) : eq(deployment.deployedPlanId, deployedPlanId),
    row.targetRunId === null ? isNull(deployment.targetRunId) : eq(deployment.targetRunId, row.targetRunId),
  );
  const set = { targetPlanId: plan.id, targetRunId: asked.runId };
  return db.update(deployment).set(set).where(asRead).run().changes === 1;
}

function claimMachines({ db, now }: Context, asked: IntentRecord, { deployment: row, description }: Startable): void {
  for (const machine of machinesOf(description)) {
    const claim = { environmentId: row.environmentId, machine, deploymentId: row.id, runId: asked.runId, since: now() };
    // Kept when it is this deployment's already; somebody else's was refused before.
    db.insert(machineClaim).values(claim).onConflictDoNothing().run();
  }
}

function newRun({ db, now }: Context, asked: IntentRecord, { deployment: row, plan }: Startable): RunRow {
  const at = now();
  return {
    id: asked.runId,
    deploymentId: row.id,
    planId: plan.id,
    kind: asked.runKind,
    state: "planned",
    since: at,
    attempts: 0,
    nextAttemptAt: at,
    lastError: null,
    leaseOwner: null,
    leaseExpiresAt: null,
    // A machine outlives runs and refuses smaller numbers than it has seen, so they go on where the last run stopped.
    fencing:
      db
        .select({ highest: max(run.fencing) })
        .from(run)
        .get()?.highest ?? 0,
    reason: asked.reason,
    startedBy: asked.createdBy,
    startedAt: at,
    cancelRequestedAt: null,
    finishedAt: null,
    evaluation: "not-evaluated",
  };
}
