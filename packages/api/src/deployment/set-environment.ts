import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Moves a draft, also a practised one, to another environment. What is live on real machines cannot move this way. */
export const setEnvironment = signedIn
  .input(z.object({ deploymentId: id, environmentId: id }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<null> => {
    valueOf(await store.deployments.moveToEnvironment(actor, input));
    return null;
  });
