import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { createConnection, isIP } from "node:net";
import { CHECKING_DISABLED, encode, RECURSION_DESIRED } from "dns-packet";
import { readAnswer, type Answer, type Question } from "./answer.ts";
import type { ServerAddress } from "./resolver.ts";

/** How a question is put. */
export interface Asking {
  /** Whether the server is to find out, or to say what it knows itself. */
  readonly recursion: boolean;
  /** Whether a resolver is to answer even where signatures do not fit. */
  readonly unchecked?: boolean;
  /** Ends it; the answer is then `silent`. */
  readonly signal: AbortSignal;
  /** Wait for each try. */
  readonly patienceMilliseconds?: number;
}

const patience = 3000;
const triesMax = 2;
/** Largest answer by UDP without extensions is 512 bytes; some servers send more, and nobody sends so much. */
const datagramBytesMax = 4096;
/** Strange packets that are ignored before whoever sends them is taken to be guessing. */
const strayMax = 20;

/**
 * Puts a question to a server: by UDP, once more when nothing comes, and by TCP when the answer was cut. Never throws:
 * whoever does not answer is silent.
 */
export async function exchange(server: ServerAddress, question: Question, asking: Asking): Promise<Answer> {
  for (let tried = 1; ; tried += 1) {
    const answer = await byUdp(server, question, asking);
    if (answer.kind === "truncated") return byTcp(server, question, asking);
    if (answer.kind !== "silent" || tried >= triesMax || asking.signal.aborted) return answer;
  }
}

function byUdp(server: ServerAddress, question: Question, asking: Asking): Promise<Answer | { kind: "truncated" }> {
  const id = randomInt(0x10000);
  const socket = createSocket(isIP(server.address) === 6 ? "udp6" : "udp4");
  let stray = 0;
  return untilSettled(
    asking,
    () => socket.close(),
    (settle) => {
      socket.on("error", () => settle({ kind: "silent" }));
      socket.on("message", (bytes) => {
        if (bytes.length > datagramBytesMax) return settle({ kind: "hostile", why: "too-large" });
        const read = readAnswer(bytes, id, question);
        if (read.kind !== "stray") return settle(read);
        stray += 1;
        if (stray >= strayMax) settle({ kind: "hostile", why: "wrong-id" });
      });
      // Connected: packets from elsewhere do not come in, and a closed port is known at once. Zones name the addresses of their
      // servers, also ones that nothing can be sent to: without a function of its own, `connect` tells `error` of those.
      socket.on("connect", () => socket.send(packetOf(id, question, asking)));
      socket.connect(server.port, server.address);
      return () => (stray > 0 ? { kind: "hostile", why: "wrong-id" } : { kind: "silent" });
    },
  );
}

function byTcp(server: ServerAddress, question: Question, asking: Asking): Promise<Answer> {
  const id = randomInt(0x10000);
  const socket = createConnection({ host: server.address, port: server.port });
  let received = Buffer.alloc(0);
  return untilSettled<Answer>(
    asking,
    () => socket.destroy(),
    (settle) => {
      socket.on("error", () => settle({ kind: "silent" }));
      socket.on("close", () => settle({ kind: "silent" }));
      socket.on("connect", () => {
        const packet = packetOf(id, question, asking);
        const length = Buffer.alloc(2);
        length.writeUInt16BE(packet.length);
        socket.write(Buffer.concat([length, packet]));
      });
      // The length is two bytes, so that no answer is larger than 64 KiB.
      socket.on("data", (bytes) => {
        received = Buffer.concat([received, bytes]);
        if (received.length < 2 || received.length < received.readUInt16BE(0) + 2) return;
        const read = readAnswer(received.subarray(2, received.readUInt16BE(0) + 2), id, question);
        const odd = read.kind === "stray" ? "wrong-id" : "malformed";
        settle(read.kind === "stray" || read.kind === "truncated" ? { kind: "hostile", why: odd } : read);
      });
      return () => ({ kind: "silent" });
    },
  );
}

function packetOf(id: number, { name, type }: Question, { recursion, unchecked = false }: Asking): Buffer {
  const flags = (recursion ? RECURSION_DESIRED : 0) | (unchecked ? CHECKING_DISABLED : 0);
  return encode({ type: "query", id, flags, questions: [{ name, type, class: "IN" }] });
}

/** Runs until the first of: it settles, time is up, it is ended from outside. Frees what it used in every case. */
function untilSettled<Value>(
  { signal, patienceMilliseconds = patience }: Asking,
  free: () => void,
  start: (settle: (value: Value) => void) => () => Value,
): Promise<Value> {
  return new Promise((resolve) => {
    let settled = false;
    const settle = (value: Value) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
      free();
      resolve(value);
    };
    const giveUp = () => settle(atEnd());
    const timer = setTimeout(giveUp, patienceMilliseconds);
    const atEnd = start(settle);
    signal.addEventListener("abort", giveUp, { once: true });
    if (signal.aborted) giveUp();
  });
}
