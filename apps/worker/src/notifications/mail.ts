import type { SendResult } from "@allotment/engine";
import type { NotificationRecord, OpenContact, SealedMailRelay } from "@allotment/store";
import { clipped } from "../errands/checks.ts";
import { mailFailure, mailTransport } from "../mail/transport.ts";
import { withinTime } from "../time-limit.ts";
import { digestMail, disabledMail, incidentMail, testMail, type Composed, type DigestPart } from "./compose.ts";
import { openText, type TellingSurroundings } from "./surroundings.ts";

/** Longest time for one mail, in milliseconds. */
const mailMillisecondsMax = 90_000;

/** How soon somebody looks whether there is a relay now. */
const noRelaySeconds = 60;

/** Hands a message to the installation's mail relay. */
export async function sendMail(
  surroundings: TellingSurroundings,
  contact: OpenContact,
  notification: NotificationRecord,
  signal: AbortSignal,
): Promise<SendResult> {
  const { store, actor } = surroundings;
  const relay = await store.contacts.openRelay(actor);
  if (relay === null) return { kind: "waiting", code: "no-relay", checkAgainSeconds: noRelaySeconds };
  const password = await openText(surroundings, relay.ciphertext);
  if (relay.hasPassword && password === null) return failed("relay-secret", "");
  const composed = await compose(surroundings, contact, notification);
  // What it was about is gone, and so is the reason to tell.
  if (composed === null) return { kind: "done" };
  const domain = relay.sender.slice(relay.sender.lastIndexOf("@") + 1);
  const idOf = (id: string) => `<${id}@${domain}>`;
  const thread = await threadOf(surroundings, notification);
  const message = {
    from: relay.sender,
    to: contact.address,
    subject: composed.subject,
    text: composed.text,
    messageId: idOf(notification.id),
    ...(thread !== null && { inReplyTo: idOf(thread), references: [idOf(thread)] }),
    date: new Date(notification.createdAt),
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    ...(composed.report !== null && {
      attachments: [{ filename: "support-report.txt", content: composed.report, contentType: "text/plain" }],
    }),
  };
  return hand(surroundings, relay, password, message, signal);
}

type Message = Parameters<ReturnType<typeof mailTransport>["sendMail"]>[0];

async function hand(
  { resolver, mail }: TellingSurroundings,
  relay: SealedMailRelay,
  password: string | null,
  message: Message,
  signal: AbortSignal,
): Promise<SendResult> {
  const [address] = await resolver.resolveAddress(relay.host).catch(() => []);
  const transport = mailTransport({ ...relay, password }, mail, address);
  try {
    await withinTime(signal, mailMillisecondsMax, (ending) => {
      ending.addEventListener("abort", () => transport.close(), { once: true });
      return transport.sendMail(message);
    });
    return { kind: "done" };
  } catch (error) {
    return resultOf(error, relay.host);
  } finally {
    transport.close();
  }
}

/** Only what the other side says of this mail and for good (5xx) ends it; a relay that is broken may be mended. */
function resultOf(error: unknown, host: string): SendResult {
  const { failed: step, said, status } = mailFailure(error, host);
  if (step === "mail-login") return failed("relay-login", said);
  if (step === "mail-connected" || status === null) return failed("relay-unreachable", said);
  return status >= 500 ? failed("mail-refused", said, false) : failed("mail-later", said);
}

function failed(code: string, said: string, retryable = true): SendResult {
  return { kind: "failed", code, params: { said: clipped(said) }, retryable };
}

async function compose(
  { store, actor, publicUrl }: TellingSurroundings,
  contact: OpenContact,
  notification: NotificationRecord,
): Promise<Composed | null> {
  if (notification.type === "contact.test") return testMail(contact, publicUrl);
  const page = contact.operatorId === null ? "/notifications" : `/operators/${contact.operatorId}`;
  if (notification.type === "contact.disabled") return disabledMail(notification, publicUrl, page);
  const evidenceOf = async ({ incidentId }: NotificationRecord) =>
    incidentId === null ? null : store.incidents.evidence(actor, { incidentId });
  const along = await store.notifications.bundledIn(actor, { notificationId: notification.id });
  if (along.length === 0) {
    const evidence = await evidenceOf(notification);
    return evidence && incidentMail(notification, evidence, { publicUrl, forProvider: contact.operatorId === null });
  }
  const parts: DigestPart[] = [];
  for (const one of [notification, ...along]) parts.push({ notification: one, evidence: await evidenceOf(one) });
  return digestMail(parts, publicUrl);
}

/** The mail that this one follows: that which told the same contact of the opening. */
async function threadOf(
  { store, actor }: TellingSurroundings,
  { incidentId, contactId, id, createdAt }: NotificationRecord,
): Promise<string | null> {
  if (incidentId === null) return null;
  const told = await store.notifications.ofIncident(actor, { incidentId });
  const before = told.filter((one) => one.contactId === contactId && one.id !== id && one.createdAt <= createdAt);
  const [first] = before;
  return first === undefined ? null : (first.bundledInto ?? first.id);
}
