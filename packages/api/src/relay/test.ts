import { z } from "zod";
import { mailAddress } from "../contact/inputs.ts";
import { askErrand, type AskedErrand } from "../errand/ask-errand.ts";
import { found } from "../errors/from-conflict.ts";
import { provider } from "../trpc.ts";

/** Has the worker send one mail by the relay of the installation. */
export const test = provider
  .input(z.object({ to: mailAddress }))
  .mutation(async ({ ctx: { store, actor }, input: { to } }): Promise<AskedErrand> => {
    const { host } = found(await store.contacts.relay(actor));
    const place = { environmentId: null, deploymentId: null, subject: `relay/${host}` };
    return askErrand(store, actor, { kind: "relay-test", ...place, input: { to } });
  });
