import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { erasureView, type ErasureView } from "../view/erasure-view.ts";

/** What was erased of a deployment, what was not, and what other servers keep; null while nothing was. */
export const erasure = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx: { store, actor }, input }): Promise<ErasureView | null> => {
    found(await store.deployments.get(actor, input));
    const record = await store.removals.erasure(actor, input);
    return record && erasureView(record);
  });
