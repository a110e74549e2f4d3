import type { BackupConfiguration } from "@allotment/model";
import { z } from "zod";
import { checkDraft } from "../draft/check-draft.ts";
import { draftView, type DraftView } from "../draft/view.ts";
import { found, valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

const count = z.number().int().min(0).max(366);
const backups = z.object({
  enabled: z.boolean(),
  schedule: z.enum(["hourly", "daily", "weekly"]),
  time: z.string().max(5),
  retention: z.object({ daily: count, weekly: count, monthly: count }),
});

/** Changes the backups in the draft. They take effect with the next run. */
export const set = signedIn
  .input(z.object({ deploymentId: id, etag: z.string().max(128), backups }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<DraftView> => {
    const { draft } = found(await store.deployments.get(actor, { deploymentId: input.deploymentId }));
    const wanted: BackupConfiguration = input.backups;
    const document = checkDraft({ ...draft.document, backups: wanted });
    const { deploymentId, etag } = input;
    return draftView(valueOf(await store.deployments.saveDraft(actor, { deploymentId, basedOnEtag: etag, document })));
  });
