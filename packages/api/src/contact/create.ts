import { randomBytes } from "node:crypto";
import { sealTo } from "@allotment/secrets/seal";
import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { recipientOf } from "../secret/recipient.ts";
import { signedIn } from "../trpc.ts";
import { contactView, type ContactView } from "./view.ts";
import { mailAddress, webhookAddress, webhookSecret } from "./inputs.ts";

/** A contact that was added. */
export interface NewContactView {
  readonly contact: ContactView;
  /** Of a webhook whose secret nobody gave: shown once, to be entered at the receiver. Null otherwise. */
  readonly secret: string | null;
}

const input = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("mail"), operatorId: id.nullable(), address: mailAddress }),
  z.object({
    kind: z.literal("webhook"),
    operatorId: id.nullable(),
    address: webhookAddress,
    /** What deliveries are signed with; made here when left out. */
    secret: webhookSecret.optional(),
  }),
]);

/** Adds a contact and sends it a test message. Owners of the operator, and providers. */
export const create = signedIn
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: wanted }): Promise<NewContactView> => {
    const { operatorId, kind, address } = wanted;
    if (kind === "mail") {
      const made = valueOf(await store.contacts.create(actor, { operatorId, kind, address, ciphertext: null }));
      return { contact: contactView(made), secret: null };
    }
    const secret = wanted.secret ?? `whsec_${randomBytes(24).toString("base64")}`;
    const ciphertext = await sealTo(await recipientOf(store), secret);
    const made = valueOf(await store.contacts.create(actor, { operatorId, kind, address, ciphertext }));
    return { contact: contactView(made), secret: wanted.secret === undefined ? secret : null };
  });
