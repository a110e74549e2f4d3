import { system } from "@allotment/store";
import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { deliveryView, type DeliveryView } from "./view.ts";

const input = z.object({ contactId: id, limit: z.number().int().min(1).max(200).default(20) });

/** Messages to a contact, newest first. */
export const deliveries = signedIn
  .input(input)
  .query(async ({ ctx: { store, actor }, input: wanted }): Promise<readonly DeliveryView[]> => {
    found(await store.contacts.get(actor, wanted));
    const mailLeaves = (await store.contacts.relay(system)) !== null;
    return (await store.notifications.list(actor, wanted)).map((one) => deliveryView(one, mailLeaves));
  });
