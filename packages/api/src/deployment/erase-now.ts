import { z } from "zod";
import { conflictError, found, valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { checkConfirmed } from "./confirmed.ts";
import { keepRemovalPlans } from "./removal-plans.ts";

const input = z.object({
  deploymentId: id,
  /** The deployment's short name, typed. */
  confirm: z.string().max(64),
});

/**
 * Ends the grace period of a removal, or has a removal that failed tried again at once, on machines as they are declared by
 * now. The worker begins within moments. For owners and providers.
 */
export const eraseNow = signedIn.input(input).mutation(async ({ ctx, input: wanted }): Promise<null> => {
  const { store, actor } = ctx;
  const { deploymentId } = wanted;
  const deployment = found(await store.deployments.get(actor, { deploymentId }));
  if (deployment.removedAt !== null) throw conflictError({ code: "deployment-removed" });
  if (deployment.removal === null) throw conflictError({ code: "no-removal" });
  checkConfirmed(deployment, wanted.confirm);
  const [run] = await store.runs.list(actor, { deploymentId, active: true });
  const [request] = await store.intents.list(actor, { deploymentId, limit: 1 });
  // What is under way leads on to the plans that are there.
  const busy = run !== undefined || request?.state === "pending";
  const plans = busy ? null : await keepRemovalPlans(ctx, actor, deployment);
  const kept = plans && { suspendPlanId: plans.suspendPlanId, removePlanId: plans.removePlanId };
  valueOf(await store.removals.hasten(actor, { deploymentId, plans: kept }));
  return null;
});
