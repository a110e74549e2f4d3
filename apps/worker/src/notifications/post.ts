import { request as plainRequest, type IncomingMessage } from "node:http";
import { request, type RequestOptions } from "node:https";

/** What is sent, and where. */
export interface Posted {
  readonly url: URL;
  /** Where the host's name leads, looked up before: the connection goes there and nowhere else. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly ca?: string;
}

/** Longest part of an answer that is read, in bytes. */
const answerBytesMax = 1024;

/**
 * Posts something to an address that was looked at before. Follows no redirect, reads the beginning of the answer only, keeps
 * no connection.
 *
 * @returns status and the beginning of the answer
 * @throws Error of the network, or the signal's reason
 */
export function post({ url, address, headers, body, ca }: Posted, signal: AbortSignal) {
  return new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
    const options: RequestOptions = {
      method: "POST",
      host: address,
      port: url.port || (url.protocol === "https:" ? 443 : 80),
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host, "content-length": Buffer.byteLength(body), connection: "close" },
      agent: false,
      signal,
      maxHeaderSize: 8192,
      ...(url.protocol === "https:" && { servername: host === address ? "" : host }),
      ...(ca !== undefined && { ca }),
    };
    const send = url.protocol === "https:" ? request : plainRequest;
    const sent = send(options, (answer) => void beginningOf(answer).then(resolve, reject));
    sent.on("error", reject);
    sent.end(body);
  });
}

async function beginningOf(answer: IncomingMessage): Promise<{ readonly status: number; readonly text: string }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer) {
    const bytes = Buffer.from(chunk as Buffer);
    chunks.push(bytes);
    length += bytes.length;
    if (length >= answerBytesMax) break;
  }
  answer.destroy();
  return { status: answer.statusCode ?? 0, text: Buffer.concat(chunks).subarray(0, answerBytesMax).toString("utf8") };
}
