import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Takes a contact out, and what is on its way to it. */
export const remove = signedIn
  .input(z.object({ contactId: id }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<null> =>
    valueOf(await store.contacts.remove(actor, input)),
  );
