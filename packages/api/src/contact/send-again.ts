import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { deliveryView, type DeliveryView } from "./view.ts";

/** Sends a message that is over once more, under its own id. */
export const sendAgain = signedIn
  .input(z.object({ notificationId: id }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<DeliveryView> =>
    deliveryView(valueOf(await store.notifications.sendAgain(actor, input))),
  );
