import { z } from "zod";
import { found, valueOf } from "../errors/from-conflict.ts";
import { id, message } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { runKindOf } from "./run-kind.ts";

const input = z.object({
  planId: id,
  /** Codes of the plan's warnings that were ticked. */
  acknowledged: z.array(z.string().max(80)).max(200).default([]),
  reason: message,
});

/**
 * Asks for a run of a plan. What can no longer start is refused at once: a stale plan with what changed, another run,
 * a machine or host name that somebody has, a warning that was not ticked. Where only settings of running instances
 * change, the run takes seconds and builds nothing.
 *
 * @returns the id of the run, which can be watched from now on
 */
export const create = signedIn
  .input(input)
  .mutation(async ({ ctx, input: wanted }): Promise<{ readonly runId: string }> => {
    const { store, plans, actor } = ctx;
    const plan = found(await store.plans.get(actor, { planId: wanted.planId }));
    const revision = await store.revisions.get(actor, { revisionId: plan.configurationRevisionId });
    const deployment = found(await store.deployments.get(actor, { deploymentId: plan.deploymentId }));
    const runKind = runKindOf({
      effect: plan.document.effect,
      description: plan.description,
      deployed: await plans.reader.description(deployment.deployedPlanId),
      goesBack: (revision?.rolledBackFrom ?? null) !== null,
    });
    return { runId: valueOf(await store.intents.requestRun(actor, { ...wanted, runKind })).runId };
  });
