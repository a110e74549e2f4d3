import { sealTo } from "@allotment/secrets/seal";
import type { MailRelayRecord } from "@allotment/store";
import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { mailAddress } from "../contact/inputs.ts";
import { recipientOf } from "../secret/recipient.ts";
import { provider } from "../trpc.ts";

const input = z.object({
  /** Name or address. */
  host: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(/^[a-z0-9](?:[a-z0-9.:-]*[a-z0-9])?$/, { error: "not-a-server" }),
  port: z.int().min(1).max(65_535),
  security: z.enum(["tls", "starttls", "none"]),
  username: z.string().trim().min(1).max(254).nullable().default(null),
  /** Left out: it stays as it is, as long as the relay is the same. */
  password: z.string().min(1).max(1024).optional(),
  sender: mailAddress,
});

/** Says how mail leaves the installation. The password is sealed to the worker and never read back. */
export const set = provider
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: wanted }): Promise<MailRelayRecord> => {
    const { password, ...relay } = wanted;
    const sealed = password === undefined ? {} : { ciphertext: await sealTo(await recipientOf(store), password) };
    return valueOf(await store.contacts.setRelay(actor, { ...relay, ...sealed }));
  });
