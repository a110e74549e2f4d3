import { request as plainRequest, type IncomingMessage } from "node:http";
import { request as secureRequest } from "node:https";
import { TLSSocket } from "node:tls";

/** Where and how long to ask. */
export interface UrlRequest {
  readonly url: string;
  /** Address that is asked, whatever the name in the URL leads to elsewhere. */
  readonly address: string;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
  /** Media type that is asked for; anything when missing. */
  readonly accept?: string;
}

/** What came back. */
export type UrlAnswer =
  | {
      readonly status: number;
      /** At most the first 64 KiB. */
      readonly body: string;
      /** Why the certificate would not be trusted by a browser; null when it would, or there is none. */
      readonly distrust: string | null;
      /** When the certificate ends; null when there is none, or it does not say. */
      readonly certificateEndsAt: string | null;
    }
  /** No answer, with the code of the reason, e.g. `ECONNREFUSED`. */
  | { readonly problem: string };

/** Asks a machine for a URL. */
export type RequestUrl = (request: UrlRequest) => Promise<UrlAnswer>;

/** Most that is read of an answer, in bytes. */
export const bodyBytesMax = 65_536;

/**
 * Asks a machine itself for a URL, by the name in it (SNI and Host). The certificate is looked at but not demanded: right
 * after a first deployment there may be none yet that others trust.
 *
 * @throws the signal's reason when aborted.
 */
export function requestUrl({ url, address, timeoutSeconds, signal, accept = "*/*" }: UrlRequest): Promise<UrlAnswer> {
  const { protocol, hostname, host, port, pathname, search } = new URL(url);
  const secure = protocol === "https:";
  const time = AbortSignal.timeout(timeoutSeconds * 1000);
  const options = {
    host: address,
    port: port || (secure ? 443 : 80),
    path: `${pathname}${search}`,
    headers: { Host: host, Accept: accept, "User-Agent": "Allotment" },
    signal: AbortSignal.any([signal, time]),
    agent: false,
  } as const;
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      if (signal.aborted) reject(signal.reason);
      else resolve({ problem: time.aborted ? "ETIMEDOUT" : (error.code ?? error.message) });
    };
    let answered = false;
    const onAnswer = (answer: IncomingMessage) => {
      answered = true;
      void readAnswer(answer).then(resolve, fail);
    };
    // A server that wants another protocol ends the connection, and Node calls that no error.
    const onClose = () => {
      if (!answered) fail(new Error("no answer"));
    };
    const request = secure
      ? secureRequest({ ...options, servername: hostname, rejectUnauthorized: false }, onAnswer)
      : plainRequest(options, onAnswer);
    request.on("error", fail).on("close", onClose).end();
  });
}

async function readAnswer(answer: IncomingMessage): Promise<UrlAnswer> {
  const distrust = distrustOf(answer);
  const certificateEndsAt = endOf(answer);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    const piece = Buffer.from(chunk as Uint8Array);
    chunks.push(piece);
    bytes += piece.length;
    if (bytes >= bodyBytesMax) break;
  }
  answer.destroy();
  const body = Buffer.concat(chunks).subarray(0, bodyBytesMax).toString("utf8");
  return { status: answer.statusCode ?? 0, body, distrust, certificateEndsAt };
}

function distrustOf({ socket }: IncomingMessage): string | null {
  if (!(socket instanceof TLSSocket) || socket.authorized) return null;
  const { authorizationError: error } = socket;
  return (error instanceof Error && "code" in error ? String(error.code) : String(error)) || "unknown";
}

function endOf({ socket }: IncomingMessage): string | null {
  if (!(socket instanceof TLSSocket)) return null;
  const ends = Date.parse(socket.getPeerCertificate().valid_to ?? "");
  return Number.isNaN(ends) ? null : new Date(ends).toISOString();
}
