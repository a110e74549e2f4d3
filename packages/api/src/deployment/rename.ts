import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id, title } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Gives a deployment another title. */
export const rename = signedIn
  .input(z.object({ deploymentId: id, title }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<null> => {
    valueOf(await store.deployments.rename(actor, input));
    return null;
  });
