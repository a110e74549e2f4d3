import { z } from "zod";

/** A mail address. */
export const mailAddress = z.email({ error: "not-a-mail-address" }).max(254);

/** Where a program takes deliveries: over TLS, without a password in the address. */
export const webhookAddress = z
  .url({ error: "not-a-webhook-address" })
  .max(2048)
  .refine(isWebhookAddress, { error: "not-a-webhook-address" });

/** What deliveries are signed with, as Standard Webhooks writes it: 24 to 64 bytes. */
export const webhookSecret = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, { error: "not-a-webhook-secret" });

function isWebhookAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  // Tests have receivers on this machine, without TLS.
  const allowed = process.env["ALLOTMENT_PRIVATE_WEBHOOKS"] === "1" ? ["https:", "http:"] : ["https:"];
  return allowed.includes(protocol) && username === "" && password === "";
}
