import { addressOf, errorAt, type Configuration, type Diagnostic } from "@allotment/model";
import { z } from "zod";
import { checkDraft } from "../draft/check-draft.ts";
import { draftView, type DraftView } from "../draft/view.ts";
import { ApiError } from "../errors/api-error.ts";
import { found, valueOf } from "../errors/from-conflict.ts";
import { id, slug } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { settingsSeen } from "./read-back.ts";

const input = z.object({
  deploymentId: id,
  /** Of the draft that was looked at. */
  etag: z.string().max(128),
  options: z
    .array(z.object({ instance: slug, option: z.string().max(80) }))
    .min(1)
    .max(500),
});

/**
 * Takes values that were set inside applications into the draft, as they were seen last. Options that hold there what was
 * installed stay as they are.
 */
export const keepTheirs = signedIn.input(input).mutation(async ({ ctx, input: wanted }): Promise<DraftView> => {
  const { store, actor } = ctx;
  const { deploymentId, etag } = wanted;
  const { draft } = found(await store.deployments.get(actor, { deploymentId }));
  const seen = new Map(await settingsSeen(store, actor, deploymentId));
  const document = wanted.options.reduce((taken, { instance, option }) => {
    const changed = seen.get(instance)?.changed.find((one) => one.option === option);
    if (changed?.fits === false) throw new ApiError("invalid-document", { diagnostics: [noOption(instance, option)] });
    return changed === undefined ? taken : withOption(taken, instance, option, changed.inside);
  }, draft.document);
  const save = { deploymentId, basedOnEtag: etag, document: checkDraft(document) };
  return draftView(valueOf(await store.deployments.saveDraft(actor, save)));
});

function noOption(instance: string, option: string): Diagnostic {
  return errorAt(addressOf("applications", instance, "options", option), "value-not-an-option");
}

/** A configuration with one option of an instance set, or left out where the value is null. */
function withOption(document: Configuration, instance: string, option: string, value: unknown): Configuration {
  const configured = Object.hasOwn(document.applications, instance) ? document.applications[instance] : undefined;
  if (configured === undefined) return document;
  const { [option]: _, ...others } = configured.options;
  const options = value === null ? others : { ...others, [option]: value };
  return { ...document, applications: { ...document.applications, [instance]: { ...configured, options } } };
}
