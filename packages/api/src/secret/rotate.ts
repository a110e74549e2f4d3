import { z } from "zod";
import { checkDraft } from "../draft/check-draft.ts";
import { draftView, type DraftView } from "../draft/view.ts";
import { ApiError } from "../errors/api-error.ts";
import { found, valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { liveNumber } from "./view.ts";

const input = z.object({
  deploymentId: id,
  /** Of the draft that was looked at. */
  etag: z.string().max(128),
  /** `slug/role` of the generated secret. */
  path: z.string().max(96),
  /** False: the draft no longer wants a new value. */
  replace: z.boolean(),
});

/**
 * Asks in the draft for a new value of one generated secret, or takes that back. Nothing happens until it is installed:
 * the present value stays in force, also when that installation does not succeed.
 */
export const rotate = signedIn
  .input(input)
  .mutation(async ({ ctx: { store, actor, plans }, input: wanted }): Promise<DraftView> => {
    const { deploymentId, etag, path, replace } = wanted;
    const { draft, deployedPlanId } = found(await store.deployments.get(actor, { deploymentId }));
    const live = await plans.reader.description(deployedPlanId);
    const generator = live && Object.hasOwn(live.generators, path) ? live.generators[path] : undefined;
    if (!generator) throw new ApiError("not-found");
    if (replace && generator.rotation === "never") throw new ApiError("secret-not-replaceable");
    const { [path]: _, ...others } = draft.document.rotations ?? {};
    const number = liveNumber(generator) + (replace ? 1 : 0);
    const { rotations: _old, ...rest } = draft.document;
    const rotations = number === 1 ? others : { ...others, [path]: number };
    const document = checkDraft(Object.keys(rotations).length === 0 ? rest : { ...rest, rotations });
    return draftView(valueOf(await store.deployments.saveDraft(actor, { deploymentId, basedOnEtag: etag, document })));
  });
