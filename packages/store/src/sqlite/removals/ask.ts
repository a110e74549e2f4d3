import type { Actor } from "../../actor.ts";
import type { DeploymentRecord, IntentRecord } from "../../records.ts";
import type { RemovalRepository } from "../../repositories/removals.ts";
import { done, notFound, refused, type StoreResult } from "../../result.ts";
import { userIdOf } from "../audit-trail.ts";
import { type Context, later } from "../context.ts";
import { deploymentRecord } from "../deployments.ts";
import { askRun } from "../intents.ts";
import { activeRun } from "../move-deployment.ts";
import { planWithDescription } from "../runs/start-facts.ts";
import type { DeploymentRow } from "../visible.ts";
import { brokenChain } from "./chain.ts";
import { putRemoval, removableDeployment, type StoredRemoval } from "./pending.ts";

type Params = Parameters<RemovalRepository["ask"]>[1];

const daySeconds = 24 * 3600;

/** Notes that a deployment is to be removed, and asks for the run that suspends it, inside a transaction. */
export function askRemoval(
  context: Context,
  actor: Actor,
  params: Params,
): StoreResult<{ readonly deployment: DeploymentRecord; readonly intent: IntentRecord | null }> {
  const found = removableDeployment(context, actor, params.deploymentId);
  if (!found.ok) return found;
  const { removal: present } = found.value;
  if (present !== null) return refused({ code: "removal-pending", eraseAt: present.eraseAt });
  const active = activeRun(context, params.deploymentId);
  if (active !== null) return refused({ code: "run-active", runId: active });
  const broken = brokenChain(context, found.value, params);
  if (broken) return refused(broken);
  const removal = newRemoval(context, actor, params);
  const { requestedAt, backup, graceDays, eraseAt } = removal;
  const row = putRemoval(context, actor, found.value, {
    set: { desired: "removed", removal },
    action: "deployment.remove",
    details: { requestedAt, backup, graceDays, eraseAt },
  });
  const asked = suspendNow(context, actor, row, removal);
  if (asked !== null && !asked.ok) return asked;
  return done({ deployment: deploymentRecord(context, row), intent: asked?.value ?? null });
}

function newRemoval({ now }: Context, actor: Actor, params: Params): StoredRemoval {
  const { backup, graceDays, reason, suspendPlanId, removePlanId } = params;
  const requestedAt = now();
  return {
    requestedBy: userIdOf(actor),
    requestedAt,
    reason,
    backup,
    graceDays,
    eraseAt: later(requestedAt, graceDays * daySeconds),
    suspendPlanId,
    removePlanId,
    erasingSince: null,
  };
}

function suspendNow(
  context: Context,
  actor: Actor,
  row: DeploymentRow,
  { suspendPlanId, reason }: StoredRemoval,
): StoreResult<IntentRecord> | null {
  if (suspendPlanId === null) return null;
  const planned = planWithDescription(context, suspendPlanId);
  if (!planned) return notFound;
  return askRun(context, actor, { ...planned, deployment: row }, { runKind: "suspend", reason, acknowledged: [] });
}
