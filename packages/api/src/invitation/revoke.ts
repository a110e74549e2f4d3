import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Makes a link useless. */
export const revoke = signedIn
  .input(z.object({ invitationId: id }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<null> => {
    valueOf(await store.invitations.revoke(actor, input));
    return null;
  });
