import type { UserActor } from "@allotment/store";
import type { Services } from "../context.ts";
import { ApiError } from "../errors/api-error.ts";
import { conflictError, found, valueOf } from "../errors/from-conflict.ts";
import { keepStatePlan } from "../plan-service/state-plan.ts";

/** What somebody wishes. */
export interface ChangeOfState {
  readonly deploymentId: string;
  readonly to: "running" | "suspended";
  readonly reason: string;
}

/** What came of it. */
export interface StateChange {
  /** Run that makes it true; null where it was true already and only the wish was another one. */
  readonly runId: string | null;
}

const kinds = { running: "resume", suspended: "suspend" } as const;

/** Suspends or resumes what is deployed, by a plan that changes nothing else. */
export async function changeState(
  services: Pick<Services, "store" | "plans">,
  actor: UserActor,
  { deploymentId, to, reason }: ChangeOfState,
): Promise<StateChange> {
  const { store, plans } = services;
  const deployment = found(await store.deployments.get(actor, { deploymentId }));
  const { removal, removedAt, desired, deployedPlanId } = deployment;
  if (removedAt !== null) throw conflictError({ code: "deployment-removed" });
  if (removal !== null) throw conflictError({ code: "removal-pending", eraseAt: removal.eraseAt });
  const from = await plans.reader.plan(deployedPlanId);
  if (from === null) throw new ApiError("nothing-live");
  if (from.desired === to && desired !== to) {
    valueOf(await store.deployments.settleDesired(actor, { deploymentId, desired: to }));
    return { runId: null };
  }
  if (from.desired === to) throw conflictError({ code: "already-desired", desired: to });
  const plan = await keepStatePlan(services, actor, { deployment, desired: to, from });
  const request = { planId: plan.id, runKind: kinds[to], reason, acknowledged: [] };
  return { runId: valueOf(await store.intents.requestRun(actor, request)).runId };
}
