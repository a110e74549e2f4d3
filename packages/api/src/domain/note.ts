import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { noteText, type NoteText } from "./note-text.ts";
import { plannedNames } from "./planned-names.ts";
import { recordViews, redirectViews } from "./record-view.ts";

/** A note for whoever runs the DNS; null before the first plan. */
export const note = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx, input }): Promise<NoteText | null> => {
    const { store, actor } = ctx;
    const { title } = found(await store.deployments.get(actor, input));
    const { description } = await plannedNames(ctx, input.deploymentId);
    if (description === null) return null;
    const looks = await store.names.looks(actor, input);
    return noteText(title, {
      records: recordViews(description, looks),
      redirects: redirectViews(description, looks),
    });
  });
