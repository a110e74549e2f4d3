import type { StaleReason, StoreConflict } from "../../result.ts";
import type { Context } from "../context.ts";
import { deployedPlan, planWithDescription, type PlanRow } from "../runs/start-facts.ts";
import type { DeploymentRow } from "../visible.ts";

/** The plans of a removal. */
export interface RemovalPlans {
  readonly suspendPlanId: string | null;
  readonly removePlanId: string;
}

/**
 * What stands at the beginning of a removal: what is deployed, or what a first installation that came to nothing may have
 * left on machines.
 */
export function removedDescription(context: Context, row: DeploymentRow): PlanRow | null {
  const deployed = deployedPlan(context, row);
  if (deployed) return deployed;
  return row.targetPlanId === null ? null : (planWithDescription(context, row.targetPlanId)?.plan ?? null);
}

/** Why the plans of a removal do not lead on from what is there, one after the other; null when they do. */
export function brokenChain(context: Context, row: DeploymentRow, plans: RemovalPlans): StoreConflict | null {
  const suspend = plans.suspendPlanId === null ? null : planWithDescription(context, plans.suspendPlanId)?.plan;
  const remove = planWithDescription(context, plans.removePlanId)?.plan;
  const own = [suspend, remove].every((plan) => plan === null || plan?.deploymentId === row.id);
  if (!own || !remove) return { code: "not-found" };
  const start = removedDescription(context, row)?.descriptionDigest ?? null;
  const reasons: StaleReason[] = [];
  if (suspend && suspend.parentDigest !== start) {
    reasons.push({ what: "deployed", planned: suspend.parentDigest, present: start });
  }
  const before = suspend?.descriptionDigest ?? start;
  if (remove.parentDigest !== before) {
    reasons.push({ what: "deployed", planned: remove.parentDigest, present: before });
  }
  return reasons.length > 0 ? { code: "plan-stale", reasons } : null;
}
