import { z } from "zod";
import { askErrand, type AskedErrand } from "../errand/ask-errand.ts";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { plannedNames } from "./planned-names.ts";

/** Has the worker look at every record now; a run that waits for the DNS looks at once. */
export const look = signedIn
  .input(z.object({ deploymentId: id }))
  .mutation(async ({ ctx, input: { deploymentId } }): Promise<AskedErrand> => {
    found(await ctx.store.deployments.get(ctx.actor, { deploymentId }));
    const { planId } = await plannedNames(ctx, deploymentId);
    return askErrand(ctx.store, ctx.actor, {
      kind: "names-check",
      environmentId: null,
      deploymentId,
      subject: "names",
      input: { planId: found(planId) },
    });
  });
