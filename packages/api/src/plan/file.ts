import { renderTree } from "@allotment/nix-output";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { withoutForeignIds } from "../view/without-foreign-ids.ts";

/** A file of a plan's tree. */
export interface PlannedFileContent {
  readonly path: string;
  readonly content: string;
}

/** The content of one file of the tree that a plan leads to. No file holds a secret value. */
export const file = signedIn
  .input(z.object({ planId: id, path: z.string().min(1).max(400) }))
  .query(async ({ ctx: { store, actor, library }, input: { planId, path } }): Promise<PlannedFileContent> => {
    const plan = found(await store.plans.get(actor, { planId }));
    const tree = renderTree({ description: plan.description, library: library() });
    const readable = await withoutForeignIds(store, actor, plan.deploymentId, [plan.description]);
    return { path, content: readable.text(found(tree.get(path))) };
  });
