import { system } from "@allotment/store";
import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { anybody } from "../trpc.ts";

const input = z.object({ contactId: id, code: z.string().min(1).max(40) });

/** Says that a test mail arrived, by the code in it. Whoever gets the mail may have no account here. */
export const verify = anybody.input(input).mutation(async ({ ctx: { store, actor }, input: wanted }): Promise<null> => {
  valueOf(await store.contacts.verify(actor ?? system, wanted));
  return null;
});
