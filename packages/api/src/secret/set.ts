import type { SecretReference } from "@allotment/model";
import { sealTo } from "@allotment/secrets/seal";
import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { signedIn } from "../trpc.ts";
import { checkOwner, secretOwner } from "./owner.ts";
import { recipientOf } from "./recipient.ts";

const input = z.object({
  owner: secretOwner,
  /** Address of the option or field that it is for. */
  name: z.string().min(1).max(200),
  value: z.string().min(1).max(16_384),
});

/**
 * Seals a value to the worker and keeps it.
 *
 * @returns the reference to put into the configuration or environment; the value can never be read back
 */
export const set = signedIn
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: { owner, name, value } }): Promise<SecretReference> => {
    await checkOwner(store, actor, owner);
    const ciphertext = await sealTo(await recipientOf(store), value);
    const record = valueOf(await store.secrets.give(actor, { owner, name, ciphertext }));
    return { $secret: record.id };
  });
