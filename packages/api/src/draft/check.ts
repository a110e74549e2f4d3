import { z } from "zod";
import { normaliseAnything } from "./normalise.ts";
import { found } from "../errors/from-conflict.ts";
import { configuration, id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { planPreview, type PlanPreview } from "../view/plan-view.ts";

/**
 * What a configuration would change, while one types. Nothing is saved; it is a mutation
 * because a document does not fit into an address.
 */
export const check = signedIn
  .input(z.object({ deploymentId: id, document: configuration }))
  .mutation(async ({ ctx: { store, actor, plans }, input: { deploymentId, document } }): Promise<PlanPreview> => {
    const deployment = found(await store.deployments.get(actor, { deploymentId }));
    return planPreview(await plans.plan(actor, { kind: "deployment", deployment }, normaliseAnything(document)));
  });
