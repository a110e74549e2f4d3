import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import { found, valueOf } from "../errors/from-conflict.ts";
import { id, message } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

const input = z.object({ deploymentId: id, reason: message });

/**
 * Has every running instance set once more what is deployed, in place of what was changed inside it: a run of seconds with
 * the plan that is deployed.
 *
 * @throws ApiError `nothing-live` before the first installation, `run-active`, …
 */
export const putBack = signedIn
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: { deploymentId, reason } }): Promise<{ readonly runId: string }> => {
    const { deployedPlanId } = found(await store.deployments.get(actor, { deploymentId }));
    if (deployedPlanId === null) throw new ApiError("nothing-live");
    const request = { planId: deployedPlanId, runKind: "settings", reason, acknowledged: [] } as const;
    return { runId: valueOf(await store.intents.requestRun(actor, request)).runId };
  });
