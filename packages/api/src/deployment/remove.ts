import type { DeploymentRecord, RemovalBackup, UserActor } from "@allotment/store";
import { z } from "zod";
import type { Services } from "../context.ts";
import { ApiError } from "../errors/api-error.ts";
import { conflictError, found, valueOf } from "../errors/from-conflict.ts";
import { id, message } from "../inputs.ts";
import { stateOrigin } from "../plan-service/state-plan.ts";
import { signedIn } from "../trpc.ts";
import { checkConfirmed } from "./confirmed.ts";
import { keepRemovalPlans } from "./removal-plans.ts";

/** Longest time in which a removal can be taken back, in days. */
const graceDaysMax = 90;

/** Shortest text with which a last backup is declined: a word is not a reason. */
const declinedLengthMin = 10;

const input = z.object({
  deploymentId: id,
  /** The deployment's short name, typed. */
  confirm: z.string().max(64),
  backup: z.union([
    z.literal("take"),
    z.object({ declined: z.string().trim().min(declinedLengthMin, { error: "no-reason" }).max(500) }),
  ]),
  graceDays: z.number().int().min(0).max(graceDaysMax).default(14),
  reason: message,
});

/** What came of asking for a removal. */
export interface RemovalStart {
  /** Run that suspends what is live; null where nothing runs. */
  readonly runId: string | null;
  /** When its data is erased; null where it is gone already, because nothing was ever installed. */
  readonly eraseAt: string | null;
}

/**
 * Removes a deployment: what is live is suspended at once; when the grace period is over the worker takes a last backup and
 * erases everything. What was never installed is gone at once. For owners and providers.
 */
export const remove = signedIn.input(input).mutation(async ({ ctx, input: wanted }): Promise<RemovalStart> => {
  const { store, actor } = ctx;
  const { deploymentId, reason, graceDays } = wanted;
  const deployment = found(await store.deployments.get(actor, { deploymentId }));
  const { removal, removedAt } = deployment;
  if (removedAt !== null) throw conflictError({ code: "deployment-removed" });
  if (removal !== null) throw conflictError({ code: "removal-pending", eraseAt: removal.eraseAt });
  checkConfirmed(deployment, wanted.confirm);
  if (await isOnlyDraft(ctx, actor, deployment)) {
    valueOf(await store.removals.discard(actor, { deploymentId, reason }));
    return { runId: null, eraseAt: null };
  }
  const { origin, ...plans } = await keepRemovalPlans(ctx, actor, deployment);
  const backup: RemovalBackup = wanted.backup;
  // Nothing runs any more of what a first installation left behind.
  const possible = origin.description.backups !== null && deployment.deployedPlanId !== null;
  if (backup === "take" && !possible) throw new ApiError("no-backup-to-take");
  const asked = { deploymentId, backup, graceDays, reason, ...plans };
  const { deployment: after, intent } = valueOf(await store.removals.ask(actor, asked));
  return { runId: intent?.runId ?? null, eraseAt: after.removal?.eraseAt ?? null };
});

/** Whether nothing of it ever was on any machine. */
export async function isOnlyDraft(
  { store, plans }: Pick<Services, "store" | "plans">,
  actor: UserActor,
  deployment: DeploymentRecord,
): Promise<boolean> {
  if (deployment.deployedPlanId !== null) return false;
  const claims = await store.machines.claimsOf(actor, { deploymentId: deployment.id });
  return claims.length === 0 || (await stateOrigin({ store, plans }, deployment)) === null;
}
