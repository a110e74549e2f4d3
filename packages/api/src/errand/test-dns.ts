import { found } from "../errors/from-conflict.ts";
import { provider } from "../trpc.ts";
import { askErrand, offerReference, type AskedErrand } from "./ask-errand.ts";
import { savedOffer } from "./inputs.ts";

/** Has the worker look whether a zone is delegated and answers. */
export const testDns = provider
  .input(savedOffer)
  .mutation(async ({ ctx: { store, actor }, input: { environmentId, offer: name } }): Promise<AskedErrand> => {
    const offer = await offerReference(store, actor, { environmentId, type: "dns-record", name });
    const { document } = found(await store.environments.currentRevision(actor, { environmentId }));
    const { zone } = found(document.offers["dns-record"]?.[name]);
    const place = { environmentId, deploymentId: null, subject: `dns-record/${name}` };
    return askErrand(store, actor, { kind: "dns-test", ...place, input: { offer, zone } });
  });
