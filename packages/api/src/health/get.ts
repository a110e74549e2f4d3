import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { healthView, type HealthView } from "./view.ts";

/** How what is deployed works, as it was seen last; null where nothing is deployed. */
export const get = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx: { store, actor, plans }, input }): Promise<HealthView | null> => {
    const { deployedPlanId } = found(await store.deployments.get(actor, input));
    const description = await plans.reader.description(deployedPlanId);
    if (description === null || deployedPlanId === null) return null;
    return healthView(description, deployedPlanId, await store.checks.list(actor, input));
  });
