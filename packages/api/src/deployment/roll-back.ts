import { z } from "zod";
import { stageDocument } from "../configuration/stage-document.ts";
import { ApiError } from "../errors/api-error.ts";
import { found } from "../errors/from-conflict.ts";
import { id, message } from "../inputs.ts";
import { createPlan, type NewPlan } from "../plan/create-plan.ts";
import { signedIn } from "../trpc.ts";

const input = z.object({
  deploymentId: id,
  /** The revision to go back to. */
  revisionId: id,
  message,
});

/** Makes a new revision from an old one, and its plan. Nothing happens until that plan is deployed. */
export const rollBack = signedIn.input(input).mutation(async ({ ctx, input: wanted }): Promise<NewPlan> => {
  const { store, actor } = ctx;
  const deployment = found(await store.deployments.get(actor, { deploymentId: wanted.deploymentId }));
  const revision = found(await store.revisions.get(actor, { revisionId: wanted.revisionId }));
  if (revision.deploymentId !== deployment.id) throw new ApiError("not-found");
  await stageDocument(ctx, actor, deployment, {
    basedOnEtag: deployment.draft.etag,
    document: revision.document,
    message: wanted.message,
    rolledBackFrom: revision.id,
  });
  return createPlan(ctx, actor, deployment.id);
});
