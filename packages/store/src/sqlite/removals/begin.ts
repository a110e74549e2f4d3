import { eq } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { IntentRecord } from "../../records.ts";
import { forbidden, notFound, refused, type StoreResult } from "../../result.ts";
import { deployment } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { askRun } from "../intents.ts";
import { planWithDescription } from "../runs/start-facts.ts";
import type { DeploymentRow } from "../visible.ts";
import { removedDescription } from "./chain.ts";
import { isDue } from "./due.ts";

/** Asks for the next run of a removal that is due, inside a transaction. */
export function beginRemoval(
  context: Context,
  actor: Actor,
  { deploymentId }: { readonly deploymentId: string },
): StoreResult<IntentRecord> {
  if (actor.kind !== "worker") return forbidden;
  const row = context.db.select().from(deployment).where(eq(deployment.id, deploymentId)).get();
  if (!row) return notFound;
  if (row.removal === null || row.removedAt !== null || !isDue(context, row)) return refused({ code: "no-removal" });
  const runKind = suspendsFirst(context, row) ? "suspend" : "remove";
  const planId = runKind === "suspend" ? row.removal.suspendPlanId : row.removal.removePlanId;
  const planned = planId === null ? null : planWithDescription(context, planId);
  if (!planned) return notFound;
  const { reason } = row.removal;
  return askRun(context, actor, { ...planned, deployment: row }, { runKind, reason, acknowledged: [] });
}

/** Whether what was to be suspended is still as it was before. */
function suspendsFirst(context: Context, row: DeploymentRow): boolean {
  const suspendPlanId = row.removal?.suspendPlanId ?? null;
  const suspend = suspendPlanId === null ? null : planWithDescription(context, suspendPlanId);
  if (suspend === null || row.deployedPlanId === suspendPlanId) return false;
  return suspend.plan.parentDigest === removedDescription(context, row)?.descriptionDigest;
}
