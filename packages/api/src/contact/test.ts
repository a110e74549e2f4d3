import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { contactView, type ContactView } from "./view.ts";

/** Sends a test message: mail with a code, to a webhook something that it has to take. Switches a contact on again. */
export const test = signedIn
  .input(z.object({ contactId: id }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<ContactView> =>
    contactView(valueOf(await store.contacts.test(actor, input))),
  );
