import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A mail that was accepted. */
export interface Received {
  readonly to: readonly string[];
  readonly from: string;
  /** Headers and body as they came, lines that were folded put together. */
  readonly raw: string;
  /** One header; empty without it. */
  readonly header: (name: string) => string;
  /** Text parts, decoded. */
  readonly text: string;
}

/** A mail server on loopback that can be told how to behave. */
export interface MailServer {
  readonly port: number;
  readonly received: Received[];
  /** Told at RCPT: null accepts. */
  refuse: ((address: string) => { readonly code: number; readonly text: string } | null) | null;
  /**
   * What happens after a whole mail came: it is accepted, accepted and lost, or the connection is cut or goes silent after it
   * was kept.
   */
  atEnd: "accept" | "lose" | "drop" | "hang";
  close(): Promise<void>;
}

/** How a mail server is made besides. */
export interface MailServerOptions {
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Whether TLS begins with the first byte. */
  readonly implicitTls?: boolean;
  readonly user?: { readonly name: string; readonly password: string };
}

/** Starts a mail server. Close it after the test. */
export async function mailServer({ tls, implicitTls = false, user }: MailServerOptions = {}): Promise<MailServer> {
  const received: Received[] = [];
  const state: Pick<MailServer, "refuse" | "atEnd"> = { refuse: null, atEnd: "accept" };
  const options: SMTPServerOptions = {
    ...(tls === undefined ? { disabledCommands: ["STARTTLS"] } : tls),
    authOptional: user === undefined,
    allowInsecureAuth: true,
    secure: implicitTls,
    logger: false,
    closeTimeout: 100,
    onAuth: (auth, _session, done) => {
      if (user !== undefined && auth.username === user.name && auth.password === user.password)
        done(null, { user: auth.username });
      else done(Object.assign(new Error(`no ${auth.password ?? ""}`), { responseCode: 535 }));
    },
    onRcptTo: (address, _session, done) => {
      const refusal = state.refuse?.(address.address) ?? null;
      done(refusal === null ? null : Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        if (state.atEnd === "lose") {
          done(null, "queued");
          return;
        }
        received.push(
          mailOf(
            Buffer.concat(chunks).toString("utf8"),
            from,
            rcptTo.map(({ address }) => address),
          ),
        );
        if (state.atEnd === "accept") done(null, "queued");
        if (state.atEnd === "drop") for (const connection of server.connections) connection.close();
      });
    },
  };
  const server = new SMTPServer(options);
  server.on("error", () => undefined);
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return Object.assign(state, {
    port: (listening.address() as AddressInfo).port,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  });
}

function mailOf(raw: string, from: string, to: readonly string[]): Received {
  const [head = ""] = raw.split("\r\n\r\n", 1);
  const headers = head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  const header = (name: string) =>
    decodeWords(
      headers.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))?.slice(name.length + 1) ?? "",
    ).trim();
  return { raw, from, to, header, text: decodeParts(raw) };
}

/** Words of RFC 2047, as subjects have them. */
function decodeWords(text: string): string {
  return text.replaceAll(/=\?utf-8\?([QB])\?([^?]*)\?=\s*/gi, (_, kind: string, word: string) =>
    kind.toUpperCase() === "B" ? Buffer.from(word, "base64").toString("utf8") : unquoted(word.replaceAll("_", " ")),
  );
}

function decodeParts(raw: string): string {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1];
  const parts = boundary === undefined ? [raw] : raw.split(`--${boundary}`);
  return parts.map(decodePart).join("\n");
}

function decodePart(part: string): string {
  const end = part.indexOf("\r\n\r\n");
  const body = part.slice(end + 4);
  if (/content-transfer-encoding: base64/i.test(part)) return Buffer.from(body, "base64").toString("utf8");
  return /content-transfer-encoding: quoted-printable/i.test(part) ? unquoted(body.replaceAll("=\r\n", "")) : body;
}

function unquoted(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
