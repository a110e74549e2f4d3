import { digestOf } from "@allotment/model";
import type { DeploymentRecord, UserActor } from "@allotment/store";
import { z } from "zod";
import type { Services } from "../context.ts";
import { stageDocument } from "../configuration/stage-document.ts";
import { ApiError } from "../errors/api-error.ts";
import { conflictError, found } from "../errors/from-conflict.ts";
import { id, message } from "../inputs.ts";
import { createPlan, type NewPlan } from "../plan/create-plan.ts";
import { signedIn } from "../trpc.ts";

const input = z.object({
  deploymentId: id,
  /** The revision to go back to. */
  revisionId: id,
  /** Of the draft that was there when this was decided. */
  etag: z.string().max(128),
  message,
});

/**
 * Makes a new revision from an old one, and its plan. Nothing happens until that plan is deployed. The draft becomes the
 * old revision, so there must be nothing in it that is not saved: neither one's own changes nor somebody else's.
 */
export const rollBack = signedIn.input(input).mutation(async ({ ctx, input: wanted }): Promise<NewPlan> => {
  const { store, actor } = ctx;
  const deployment = found(await store.deployments.get(actor, { deploymentId: wanted.deploymentId }));
  const revision = found(await store.revisions.get(actor, { revisionId: wanted.revisionId }));
  if (revision.deploymentId !== deployment.id) throw new ApiError("not-found");
  await refuseUnsaved(ctx, deployment, wanted.etag);
  await stageDocument(ctx, actor, deployment, {
    basedOnEtag: wanted.etag,
    document: revision.document,
    message: wanted.message,
    rolledBackFrom: revision.id,
  });
  return createPlan(ctx, actor, deployment.id);
});

async function refuseUnsaved(
  { store, actor }: Services & { readonly actor: UserActor },
  { draft, stagedRevisionId }: DeploymentRecord,
  etag: string,
): Promise<void> {
  if (etag !== draft.etag) throw conflictError({ code: "draft-changed", current: draft });
  const staged = stagedRevisionId === null ? null : await store.revisions.get(actor, { revisionId: stagedRevisionId });
  if (staged?.digest !== digestOf(draft.document)) throw new ApiError("draft-unsaved");
}
