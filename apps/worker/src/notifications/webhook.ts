import { isIP } from "node:net";
import type { SendResult } from "@allotment/engine";
import type { NotificationRecord, OpenContact } from "@allotment/store";
import { Webhook } from "standardwebhooks";
import { clipped } from "../errands/checks.ts";
import { TimeUp, withinTime } from "../time-limit.ts";
import { networkSentence } from "../network-failure.ts";
import { post } from "./post.ts";
import { isPublicAddress } from "../public-address.ts";
import { openText, type TellingSurroundings } from "./surroundings.ts";

const patienceMilliseconds = 10_000;

/** Delivers a message to a program: signed as Standard Webhooks says, under the same id however often it is sent. */
export async function sendWebhook(
  surroundings: TellingSurroundings,
  contact: OpenContact,
  notification: NotificationRecord,
  signal: AbortSignal,
): Promise<SendResult> {
  const secret = await openText(surroundings, contact.ciphertext);
  if (secret === null) return failed("webhook-secret", {}, false);
  const url = new URL(contact.address);
  const milliseconds = surroundings.webhook?.milliseconds ?? patienceMilliseconds;
  try {
    return await withinTime(signal, milliseconds, async (ending) => {
      const address = await addressOf(surroundings, url);
      if ("kind" in address) return address;
      const body = payloadOf(notification, surroundings.publicUrl);
      const headers = signedHeaders(secret, notification.id, body);
      const { ca } = surroundings.webhook ?? {};
      const answer = await post({ url, ...address, headers, body, ...(ca !== undefined && { ca }) }, ending);
      return resultOf(answer.status);
    });
  } catch (error) {
    if (error instanceof TimeUp) return failed("webhook-slow", { seconds: Math.round(milliseconds / 1000) });
    return failed("webhook-unreachable", { said: clipped(saidBy(error, url.hostname)) });
  }
}

/** Where the receiver is; what is not on the public internet is sent nothing, whatever its name says. */
async function addressOf(
  { resolver, privateWebhooks }: TellingSurroundings,
  url: URL,
): Promise<{ readonly address: string } | SendResult> {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (url.protocol !== "https:" && !privateWebhooks) return failed("webhook-address", { address: url.protocol }, false);
  const found = await resolver.resolveAddress(host).catch(() => []);
  const addresses = found.length === 0 && privateWebhooks && host === "localhost" ? ["127.0.0.1"] : found;
  const [first] = addresses;
  if (first === undefined) return failed("webhook-unknown", { host });
  // One private address among public ones is a trap: the next look could choose it.
  const hidden = privateWebhooks ? undefined : addresses.find((address) => !isPublicAddress(address));
  if (hidden === undefined) return { address: first };
  return failed("webhook-address", { address: hidden }, isIP(host) === 0);
}

/** What programs are told. The same text every time that the same message is sent. */
export function payloadOf({ id, type, createdAt, facts }: NotificationRecord, publicUrl: string): string {
  return JSON.stringify({ id, type, timestamp: createdAt, installation: publicUrl, data: facts });
}

function signedHeaders(secret: string, id: string, body: string): Record<string, string> {
  const now = new Date();
  return {
    "content-type": "application/json",
    "user-agent": "Allotment-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, now, body),
  };
}

function resultOf(status: number): SendResult {
  if (status >= 200 && status < 300) return { kind: "done" };
  if (status >= 300 && status < 400) return failed("webhook-redirect", { status });
  return failed("webhook-refused", { status }, status !== 410);
}

function failed(code: string, params: Readonly<Record<string, string | number>>, retryable = true): SendResult {
  return { kind: "failed", code, params, retryable };
}

/** An error of the network in words, or by its code: messages may quote what was sent. */
function saidBy(error: unknown, host: string): string {
  const known = networkSentence(error, host);
  if (known !== null) return known;
  if (!(error instanceof Error)) return "";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
