import type { SendResult, TellingWork } from "@allotment/engine";
import type { ContactKind, NotificationRecord, OpenContact } from "@allotment/store";
import { sendMail } from "./mail.ts";
import type { TellingSurroundings } from "./surroundings.ts";
import { sendWebhook } from "./webhook.ts";

type Send = (
  surroundings: TellingSurroundings,
  contact: OpenContact,
  notification: NotificationRecord,
  signal: AbortSignal,
) => Promise<SendResult>;

/** One handler for each kind of contact. */
const handlers: Readonly<Record<ContactKind, Send>> = { mail: sendMail, webhook: sendWebhook };

/** How messages leave this installation. */
export function createTellingWork(surroundings: TellingSurroundings): TellingWork {
  return {
    send: async (notification, signal) => {
      const { store, actor } = surroundings;
      const contact = await store.contacts.open(actor, { contactId: notification.contactId });
      // It was taken out meanwhile, and its messages with it.
      if (contact === null) return { kind: "done" };
      if (contact.disabledAt !== null)
        return { kind: "failed", code: "contact-disabled", params: {}, retryable: false };
      return handlers[notification.kind](surroundings, contact, notification, signal);
    },
  };
}
