import type { Description } from "@allotment/model";
import type { UserActor } from "@allotment/store";
import type { ApiContext } from "../context.ts";

/** What a deployment is to become, or is: its newest plan. Null before the first. */
export async function plannedNames(
  { store, plans, actor }: Pick<ApiContext, "store" | "plans"> & { readonly actor: UserActor },
  deploymentId: string,
): Promise<{ readonly planId: string | null; readonly description: Description | null }> {
  const [newest] = await store.plans.list(actor, { deploymentId, limit: 1 });
  const deployed = newest === undefined ? await store.deployments.get(actor, { deploymentId }) : null;
  const planId = newest?.id ?? deployed?.deployedPlanId ?? null;
  return { planId, description: await plans.reader.description(planId) };
}
