import { system } from "@allotment/store";
import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { contactView, type ContactsView } from "./view.ts";

/** Who is told: of an operator, for its members; of the provider (null), for providers. */
export const list = signedIn
  .input(z.object({ operatorId: id.nullable() }))
  .query(async ({ ctx: { store, actor }, input: { operatorId } }): Promise<ContactsView> => {
    const isProvider = actor.role === "provider";
    if (operatorId === null && !isProvider) throw new ApiError("forbidden");
    if (operatorId !== null) found(await store.operators.get(actor, { operatorId }));
    const contacts = await store.contacts.list(actor, { operatorId });
    return {
      contacts: contacts.map(contactView),
      mayManage: isProvider || actor.ownedOperatorIds.includes(operatorId ?? ""),
      mailLeaves: (await store.contacts.relay(system)) !== null,
    };
  });
