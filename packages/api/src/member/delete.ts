import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Removes a member: providers, and owners of the operator. */
export const remove = signedIn
  .input(z.object({ operatorId: id, userId: id }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<null> =>
    valueOf(await store.operators.removeMember(actor, input)),
  );
