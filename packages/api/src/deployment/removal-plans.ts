import { system, type DeploymentRecord, type PlanWithDescription, type UserActor } from "@allotment/store";
import type { Services } from "../context.ts";
import { ApiError } from "../errors/api-error.ts";
import { found } from "../errors/from-conflict.ts";
import { keepStatePlan, stateOrigin } from "../plan-service/state-plan.ts";

/** The plans of a removal, one leading on from the other. */
export interface KeptRemovalPlans {
  /** What it begins with. */
  readonly origin: PlanWithDescription;
  /** Null where nothing runs that would have to be suspended first. */
  readonly suspendPlanId: string | null;
  readonly removePlanId: string;
}

/** Makes and keeps the plans that take a deployment off its machines. @throws ApiError `nothing-live`, `no-plan` */
export async function keepRemovalPlans(
  services: Pick<Services, "store" | "plans">,
  actor: UserActor,
  deployment: DeploymentRecord,
): Promise<KeptRemovalPlans> {
  const origin = await stateOrigin(services, deployment);
  if (origin === null) throw new ApiError("nothing-live");
  const runs = deployment.deployedPlanId !== null && origin.desired === "running";
  const suspend = runs
    ? await keepStatePlan(services, actor, { deployment, desired: "suspended", from: origin })
    : null;
  const from = suspend === null ? origin : found(await services.store.plans.get(system, { planId: suspend.id }));
  const remove = await keepStatePlan(services, actor, { deployment, desired: "removed", from });
  return { origin, suspendPlanId: suspend?.id ?? null, removePlanId: remove.id };
}
