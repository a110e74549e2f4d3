import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, request } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createRules, type OrderRecord, type Rules } from "./orders.ts";
import type { ServerTls } from "./tls.ts";

/** What stands before an authority: passes everything on, except for orders that it answers itself. */
export interface Front extends Pick<Rules, "refuse" | "limit" | "allow"> {
  readonly port: number;
  /** Orders since the start, oldest first. */
  readonly orders: readonly OrderRecord[];
  /** Nobody answers any more. */
  readonly stop: () => Promise<void>;
  /** At the same port again. */
  readonly start: () => Promise<void>;
}

interface Wanted {
  readonly address: string;
  readonly tls: ServerTls;
  readonly behind: { readonly host: string; readonly port: number; readonly ca: string };
}

const orderPath = "/order-plz";

/** Starts one on a free port. */
export async function startFront(wanted: Wanted): Promise<Front> {
  const rules = createRules();
  const answer = async (asked: IncomingMessage, said: ServerResponse) => {
    const body = await text(asked);
    const refusal = asked.url === orderPath ? rules.judge(body) : null;
    if (refusal === null) return passOn(wanted.behind, asked, body, said);
    said.writeHead(refusal.status, { "content-type": "application/problem+json", ...refusal.headers });
    said.end(JSON.stringify({ type: refusal.type, detail: refusal.detail, status: refusal.status }));
  };
  const { certificate: cert, key } = wanted.tls;
  const server = createServer({ cert, key }, (asked, said) => void answer(asked, said).catch(() => said.destroy()));
  const listen = async (port: number) => {
    server.listen(port, wanted.address);
    await once(server, "listening");
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  // Tests may forget about it.
  server.unref();
  return {
    port,
    orders: rules.orders,
    refuse: rules.refuse,
    limit: rules.limit,
    allow: rules.allow,
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
    start: () => (server.listening ? Promise.resolve() : listen(port)),
  };
}

/** The authority writes its addresses by the `host` that it is asked for, so that one stays as it is. */
function passOn(behind: Wanted["behind"], asked: IncomingMessage, body: string, said: ServerResponse): void {
  const { url: path, method, headers } = asked;
  const sent = request({ ...behind, path, method, headers, agent: false }, (answer) => {
    said.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(said);
  });
  sent.on("error", () => said.destroy());
  sent.end(body);
}
