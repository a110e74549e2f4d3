import { z } from "zod";
import { provider } from "../trpc.ts";
import { askErrand, offerReference, type AskedErrand } from "./ask-errand.ts";
import { hostName, savedOffer } from "./inputs.ts";

const input = savedOffer.extend({
  /** Who gets the mail. */
  to: z.email().max(254),
  /** Domain that it is sent for. */
  senderDomain: hostName,
  /** Name of the DKIM key in the DNS, where known. */
  dkimSelector: hostName.or(z.string().regex(/^[a-z0-9_-]{1,63}$/)).optional(),
});

/** Has the worker send one mail by a relay, and look at the sender's records in the DNS. */
export const testMail = provider
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: asked }): Promise<AskedErrand> => {
    const { environmentId, offer: name, dkimSelector = null, ...rest } = asked;
    const offer = await offerReference(store, actor, { environmentId, type: "smtp", name });
    const place = { environmentId, deploymentId: null, subject: `smtp/${name}` };
    return askErrand(store, actor, { kind: "mail-test", ...place, input: { offer, dkimSelector, ...rest } });
  });
