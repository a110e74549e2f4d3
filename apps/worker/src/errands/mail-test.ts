import { createTransport } from "nodemailer";
import { sentence, type SmtpOffer } from "@allotment/model";
import type { ErrandCheck } from "@allotment/store";
import { check, checked } from "./checks.ts";
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
    send(offer, password, { to, from: `allotment@${senderDomain}` }, context.signal),
    mailRecords(context.resolver(), { host: offer.host, senderDomain, dkimSelector }),
  ]);
  return checked([...sent, ...records]);
};

const patienceMilliseconds = 15_000;

async function send(
  { host, port, security, username }: SmtpOffer,
  password: string | null,
  { to, from }: Readonly<{ to: string; from: string }>,
  signal: AbortSignal,
): Promise<ErrandCheck[]> {
  const transport = createTransport({
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(username !== undefined && password !== null && { auth: { user: username, pass: password } }),
    connectionTimeout: patienceMilliseconds,
    greetingTimeout: patienceMilliseconds,
    socketTimeout: patienceMilliseconds,
    dnsTimeout: patienceMilliseconds,
    // The text is ours alone, and must never come from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const stop = () => transport.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const subject = sentence("errands.mail.subject");
    const { response } = await transport.sendMail({ from, to, subject, text: sentence("errands.mail.text", { host }) });
    return sendingChecks({ host, port, to, failed: null, said: response });
  } catch (error) {
    signal.throwIfAborted();
    return sendingChecks({ host, port, to, ...failureOf(error) });
  } finally {
    signal.removeEventListener("abort", stop);
    transport.close();
  }
}

const steps = ["mail-connected", "mail-login", "mail-accepted"] as const;

/** How far it went: everything before the failure was right, and what comes after was not tried. */
export function sendingChecks(
  facts: Readonly<{ host: string; port: number; to: string; failed: (typeof steps)[number] | null; said: string }>,
): ErrandCheck[] {
  const { failed, ...params } = facts;
  const last = failed === null ? steps.length - 1 : steps.indexOf(failed);
  return steps.slice(0, last + 1).map((step) => check(step, step === failed ? "wrong" : "ok", params));
}

/** Error codes of the mail library (nodemailer, its documentation of `transporter.sendMail`). */
const failedSteps: Readonly<Record<string, (typeof steps)[number]>> = {
  EAUTH: "mail-login",
  ENOAUTH: "mail-login",
  EOAUTH2: "mail-login",
  EENVELOPE: "mail-accepted",
  EMESSAGE: "mail-accepted",
};

function failureOf(error: unknown): { failed: (typeof steps)[number]; said: string } {
  const facts: object = typeof error === "object" && error !== null ? error : {};
  const fact = (name: string) => {
    const value: unknown = Reflect.get(facts, name);
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  };
  const failed = failedSteps[fact("code") ?? ""] ?? "mail-connected";
  // What is said about a password could repeat it: of such an answer only the number goes on.
  if (failed === "mail-login") return { failed, said: fact("responseCode") ?? "" };
  return { failed, said: fact("response") ?? fact("message") ?? "" };
}
