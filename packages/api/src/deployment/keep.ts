import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Takes a removal back while nothing was erased. What was suspended stays so until it is resumed. For owners and providers. */
export const keep = signedIn
  .input(z.object({ deploymentId: id }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<null> => {
    valueOf(await store.removals.keep(actor, input));
    return null;
  });
