import { and, eq, isNotNull, isNull, ne, or } from "drizzle-orm";
import type { WorkerActor } from "../../actor.ts";
import type { CheckRepository } from "../../repositories/checks.ts";
import { done, forbidden, notFound, type StoreResult } from "../../result.ts";
import { check, checkedPlan, deployment } from "../../schema/index.ts";
import { type Context, read } from "../context.ts";
import { type CheckRow, isCheck } from "./record.ts";

/** Deployments whose checks are not yet about what is deployed. */
export function outdated(
  context: Context,
  actor: WorkerActor,
  limit: number,
): Promise<readonly { deploymentId: string; planId: string }[]> {
  return read(context, (db) => {
    if (actor.kind !== "worker") return [];
    const rows = db
      .select({ deploymentId: deployment.id, planId: deployment.deployedPlanId })
      .from(deployment)
      .leftJoin(checkedPlan, eq(checkedPlan.deploymentId, deployment.id))
      .where(
        and(
          isNotNull(deployment.deployedPlanId),
          or(isNull(checkedPlan.planId), ne(checkedPlan.planId, deployment.deployedPlanId)),
        ),
      )
      .limit(limit)
      .all();
    return rows.flatMap(({ deploymentId, planId }) => (planId === null ? [] : [{ deploymentId, planId }]));
  });
}

/** Makes the rows of a deployment those of a plan, inside a transaction. */
export function want(
  context: Context,
  actor: WorkerActor,
  { deploymentId, planId, checks }: Parameters<CheckRepository["want"]>[1],
): StoreResult<null> {
  if (actor.kind !== "worker") return forbidden;
  const { db } = context;
  const own = db.select().from(deployment).where(eq(deployment.id, deploymentId)).get();
  // Meanwhile something else may have been deployed: then this is no longer wanted.
  if (own?.deployedPlanId !== planId) return notFound;
  const present = db.select().from(check).where(eq(check.deploymentId, deploymentId)).all();
  for (const row of present) if (!checks.some((one) => isSame(one, row))) db.delete(check).where(isCheck(row)).run();
  for (const one of checks) {
    const row = present.find((each) => isSame(one, each));
    if (row?.planId === planId) continue;
    const fresh = { ...begun(context, planId), deploymentId, kind: one.kind, subject: one.subject };
    if (row === undefined) db.insert(check).values(fresh).run();
    else
      db.update(check)
        .set({ ...fresh, fencing: row.fencing + 1 })
        .where(isCheck(row))
        .run();
  }
  const target = checkedPlan.deploymentId;
  db.insert(checkedPlan).values({ deploymentId, planId }).onConflictDoUpdate({ target, set: { planId } }).run();
  return done(null);
}

function isSame(one: Pick<CheckRow, "kind" | "subject">, other: Pick<CheckRow, "kind" | "subject">): boolean {
  return one.kind === other.kind && one.subject === other.subject;
}

function begun({ now }: Context, planId: string) {
  return {
    planId,
    outcome: "unknown" as const,
    since: now(),
    consecutive: 0,
    failures: 0,
    nextAt: now(),
    leaseOwner: null,
    leaseExpiresAt: null,
    fencing: 0,
    lastAt: null,
    result: null,
  };
}
