import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { configuration, id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { checkDraft } from "./check-draft.ts";
import { draftView, type DraftView } from "./view.ts";

const input = z.object({
  deploymentId: id,
  /** Of the draft that was edited. */
  etag: z.string().max(128),
  document: configuration,
});

/** Saves the draft. Whoever comes second gets `draft-changed` with the other's draft, name and time. */
export const set = signedIn
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: { deploymentId, etag, document } }): Promise<DraftView> =>
    draftView(
      valueOf(
        await store.deployments.saveDraft(actor, { deploymentId, basedOnEtag: etag, document: checkDraft(document) }),
      ),
    ),
  );
