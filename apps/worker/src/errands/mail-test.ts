import { sentence } from "@allotment/model";
import type { ErrandCheck } from "@allotment/store";
import { mailFailure, mailSteps, mailTransport, type OpenRelay } from "../mail/transport.ts";
import { check, checked } from "./checks.ts";
import { createAsker } from "../names/asker.ts";
import type { Handler } from "./handler.ts";
import { mailRecords } from "./mail-dns.ts";
import { openOffer } from "./open-offer.ts";

/** Sends one mail by a relay and says what it answered; looks at the sender's records beside it. */
export const mailTest: Handler<"mail-test"> = async ({ environmentId, input }, context) => {
  const { senderDomain, dkimSelector, to } = input;
  const { offer, secret } = await openOffer(context, environmentId, input.offer, ({ smtp }) => smtp);
  const password = await secret(offer.password);
  if (offer.password !== undefined && password === null) return checked([check("offer-secret", "wrong")]);
  const [sent, records] = await Promise.all([
    sendOne(
      { ...offer, username: offer.username ?? null, password },
      { to, from: `allotment@${senderDomain}` },
      context.signal,
    ),
    mailRecords(createAsker(context), { host: offer.host, senderDomain, dkimSelector }),
  ]);
  return checked([...sent, ...records]);
};

/** Sends one mail and says how far that went. */
export async function sendOne(
  relay: OpenRelay,
  { to, from }: Readonly<{ to: string; from: string }>,
  signal: AbortSignal,
): Promise<ErrandCheck[]> {
  const { host, port } = relay;
  const transport = mailTransport(relay);
  const stop = () => transport.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const subject = sentence("errands.mail.subject");
    const { response } = await transport.sendMail({ from, to, subject, text: sentence("errands.mail.text", { host }) });
    return sendingChecks({ host, port, to, failed: null, said: response });
  } catch (error) {
    signal.throwIfAborted();
    return sendingChecks({ host, port, to, ...mailFailure(error, host) });
  } finally {
    signal.removeEventListener("abort", stop);
    transport.close();
  }
}

/** How far it went: everything before the failure was right, and what comes after was not tried. */
export function sendingChecks(
  facts: Readonly<{ host: string; port: number; to: string; failed: (typeof mailSteps)[number] | null; said: string }>,
): ErrandCheck[] {
  const { failed, host, port, to, said } = facts;
  const params = { host, port, to, said };
  const last = failed === null ? mailSteps.length - 1 : mailSteps.indexOf(failed);
  return mailSteps.slice(0, last + 1).map((step) => check(step, step === failed ? "wrong" : "ok", params));
}
