import { system, type DeploymentRecord, type PlanRecord, type Store } from "@allotment/store";
import { sayStale } from "../errors/from-conflict.ts";
import type { PlanReader } from "../plan-service/descriptions.ts";

/** Why a plan can no longer be applied, in sentences; empty while it can. The store checks the same when it counts. */
export async function staleness(
  store: Store,
  reader: PlanReader,
  deployment: DeploymentRecord,
  plan: PlanRecord,
): Promise<readonly string[]> {
  // A plan that was carried out is history, not stale.
  if (deployment.deployedPlanId === plan.id) return [];
  const environment = await store.environments.get(system, { environmentId: deployment.environmentId });
  const deployed = (await reader.plan(deployment.deployedPlanId))?.descriptionDigest ?? null;
  const reasons: Parameters<typeof sayStale>[0][] = [
    ...(plan.parentDigest === deployed ? [] : (["deployed"] as const)),
    ...(plan.configurationRevisionId === deployment.stagedRevisionId ? [] : (["staged"] as const)),
    ...(plan.desired === deployment.desired ? [] : (["desired"] as const)),
    ...(plan.environmentRevisionId === environment?.currentRevisionId ? [] : (["environment"] as const)),
  ];
  return reasons.map(sayStale);
}
