import { z } from "zod";
import { normalise } from "../draft/normalise.ts";
import { draftView, type DraftView } from "../draft/view.ts";
import { ApiError } from "../errors/api-error.ts";
import { found, valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { documentsOf } from "./documents-of.ts";
import { takeFields } from "./take-fields.ts";

const input = z.object({
  deploymentId: id,
  etag: z.string().max(128),
  /** To what the draft goes back. */
  to: z.enum(["deployed", "staged"]).default("deployed"),
  /** Addresses of single fields, as `configuration.compare` gives them; everything when missing. */
  addresses: z.array(z.string().max(400)).min(1).max(1000).optional(),
});

/** Takes changes of the draft back, all or single ones. */
export const discard = signedIn
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: wanted }): Promise<DraftView> => {
    const deployment = found(await store.deployments.get(actor, { deploymentId: wanted.deploymentId }));
    const documents = await documentsOf(store, actor, deployment);
    const source = documents[wanted.to];
    if (source === null) throw new ApiError("not-found");
    const document = normalise(
      wanted.addresses === undefined ? source : takeFields(documents.draft, normalise(source), wanted.addresses),
    );
    const { deploymentId, etag } = wanted;
    return draftView(valueOf(await store.deployments.saveDraft(actor, { deploymentId, basedOnEtag: etag, document })));
  });
