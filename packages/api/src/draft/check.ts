import { informationAt } from "@allotment/model";
import { z } from "zod";
import { normaliseAnything } from "./normalise.ts";
import { found } from "../errors/from-conflict.ts";
import { configuration, id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { speak } from "../view/sentences.ts";
import { withoutForeignIds } from "../view/without-foreign-ids.ts";
import { planPreview, type PlanPreview } from "../view/plan-view.ts";

/**
 * What a configuration would change, while one types. Nothing is saved; it is a mutation
 * because a document does not fit into an address.
 */
export const check = signedIn
  .input(z.object({ deploymentId: id, document: configuration }))
  .mutation(async ({ ctx: { store, actor, plans }, input: { deploymentId, document } }): Promise<PlanPreview> => {
    const deployment = found(await store.deployments.get(actor, { deploymentId }));
    const result = await plans.plan(actor, { kind: "deployment", deployment }, normaliseAnything(document));
    const readable = await withoutForeignIds(store, actor, deploymentId, [result.deployed, result.description]);
    const preview = readable.value(planPreview(result));
    if (deployment.desired === "running") return preview;
    const waits = speak(informationAt("", "changes-wait-for-resuming"));
    return { ...preview, diagnostics: [waits, ...preview.diagnostics] };
  });
