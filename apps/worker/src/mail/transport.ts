import type { TlsOptions } from "node:tls";
import { createTransport } from "nodemailer";
import { networkSentence } from "../network-failure.ts";

/** A mail relay with what opens it. */
export interface OpenRelay {
  readonly host: string;
  readonly port: number;
  readonly security: "tls" | "starttls" | "none";
  readonly username: string | null;
  readonly password: string | null;
}

/** How long the relay may keep us waiting at one step, and whom it is trusted by besides the system. */
export interface MailPatience {
  /** In milliseconds; 15 seconds when left out. */
  readonly patienceMilliseconds?: number;
  /** Certificates of authorities beside the system's, in PEM: of tests. */
  readonly ca?: TlsOptions["ca"];
}

/**
 * A connection to a mail relay. Close it.
 *
 * @param address where the relay answers, when its name was resolved before: the name is still what its certificate must say
 */
export function mailTransport(
  { host, port, security, username, password }: OpenRelay,
  { patienceMilliseconds = 15_000, ca }: MailPatience = {},
  address = host,
) {
  return createTransport({
    host: address,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    tls: { ...(address !== host && { servername: host }), ...(ca !== undefined && { ca }) },
    ...(username !== null && password !== null && { auth: { user: username, pass: password } }),
    connectionTimeout: patienceMilliseconds,
    greetingTimeout: patienceMilliseconds,
    socketTimeout: patienceMilliseconds,
    dnsTimeout: patienceMilliseconds,
    // The text is ours alone, and must never come from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** The steps of handing a mail over. */
export const mailSteps = ["mail-connected", "mail-login", "mail-accepted"] as const;

/** How far it went, and what the other side said. */
export interface MailFailure {
  /** The step that failed. */
  readonly failed: (typeof mailSteps)[number];
  /** As the server said it, or what the network did: to be clipped. Of what it says about a password only the number. */
  readonly said: string;
  /** Code of its answer; null when it gave none. */
  readonly status: number | null;
}

/** Error codes of the mail library (nodemailer, its documentation of `transporter.sendMail`). */
const failedSteps: Readonly<Record<string, (typeof mailSteps)[number]>> = {
  EAUTH: "mail-login",
  ENOAUTH: "mail-login",
  EOAUTH2: "mail-login",
  EENVELOPE: "mail-accepted",
  EMESSAGE: "mail-accepted",
};

/** What an error of the mail library says of a relay with this host. */
export function mailFailure(error: unknown, host: string): MailFailure {
  const facts: object = typeof error === "object" && error !== null ? error : {};
  const fact = (name: string) => {
    const value: unknown = Reflect.get(facts, name);
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  };
  const failed = failedSteps[fact("code") ?? ""] ?? "mail-connected";
  const status = Number(fact("responseCode") ?? Number.NaN);
  const code = Number.isInteger(status) ? status : null;
  // What is said about a password could repeat it: of such an answer only the number goes on.
  if (failed === "mail-login") return { failed, said: code === null ? "" : String(code), status: code };
  return { failed, said: fact("response") ?? networkSentence(error, host) ?? fact("message") ?? "", status: code };
}
