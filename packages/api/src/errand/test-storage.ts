import { z } from "zod";
import { provider } from "../trpc.ts";
import { askErrand, offerReference, type AskedErrand } from "./ask-errand.ts";
import { savedOffer } from "./inputs.ts";

const input = savedOffer.extend({
  type: z.enum(["s3-bucket", "backup-repository"]),
  /** A bucket that is there already; left out, one is made for the test and deleted. */
  bucket: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/)
    .optional(),
});

/** Has the worker make, read and delete one object. */
export const testStorage = provider
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: asked }): Promise<AskedErrand> => {
    const { environmentId, type, offer: name, bucket = null } = asked;
    const offer = await offerReference(store, actor, { environmentId, type, name });
    const place = { environmentId, deploymentId: null, subject: `${type}/${name}` };
    return askErrand(store, actor, { kind: "storage-test", ...place, input: { offer, bucket } });
  });
