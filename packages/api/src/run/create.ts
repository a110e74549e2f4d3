import { z } from "zod";
import { found, valueOf } from "../errors/from-conflict.ts";
import { id, message } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

const input = z.object({
  planId: id,
  /** Codes of the plan's warnings that were ticked. */
  acknowledged: z.array(z.string().max(80)).max(200).default([]),
  reason: message,
});

/**
 * Asks for a run of a plan. What can no longer start is refused at once: a stale plan with what changed, another run,
 * a machine or host name that somebody has, a warning that was not ticked.
 *
 * @returns the id of the run, which can be watched from now on
 */
export const create = signedIn
  .input(input)
  .mutation(async ({ ctx, input: wanted }): Promise<{ readonly runId: string }> => {
    const { store, actor } = ctx;
    const plan = found(await store.plans.get(actor, { planId: wanted.planId }));
    const revision = await store.revisions.get(actor, { revisionId: plan.configurationRevisionId });
    const runKind = (revision?.rolledBackFrom ?? null) === null ? "deploy" : "rollback";
    return { runId: valueOf(await store.intents.requestRun(actor, { ...wanted, runKind })).runId };
  });
