import type { Draft } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { draftView, type DraftView } from "./view.ts";

/** The draft of a deployment. */
export const get = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx: { store, actor }, input }): Promise<DraftView> => {
    const draft: Draft = found(await store.deployments.get(actor, input)).draft;
    return draftView(draft);
  });
