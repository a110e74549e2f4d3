import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id, message } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { stageDocument } from "./stage-document.ts";
import { revisionView, type RevisionView } from "./view.ts";

const input = z.object({
  deploymentId: id,
  /** Of the draft that was looked at. */
  etag: z.string().max(128),
  message,
});

/** Saves the draft as a revision, ready to install. The same configuration twice is one revision. */
export const stage = signedIn.input(input).mutation(async ({ ctx, input: wanted }): Promise<RevisionView> => {
  const deployment = found(await ctx.store.deployments.get(ctx.actor, { deploymentId: wanted.deploymentId }));
  const revision = await stageDocument(ctx, ctx.actor, deployment, {
    basedOnEtag: wanted.etag,
    document: deployment.draft.document,
    message: wanted.message,
    rolledBackFrom: null,
  });
  return revisionView(revision, { ...deployment, stagedRevisionId: revision.id });
});
