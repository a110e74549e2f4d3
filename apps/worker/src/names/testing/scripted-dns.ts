import { createSocket, type Socket } from "node:dgram";
import { createServer, type Server } from "node:net";
import { decode, encode, type Answer as PacketAnswer, type Question } from "dns-packet";

/** A record as the library writes it. */
export type ScriptedRecord = PacketAnswer;

/** A packet to send: whole, or built from what is left out. */
export interface Reply {
  readonly answers?: readonly PacketAnswer[];
  readonly authorities?: readonly PacketAnswer[];
  readonly additionals?: readonly PacketAnswer[];
  readonly rcode?: number;
  readonly authoritative?: boolean;
  readonly truncated?: boolean;
  /** Added to the id of the question. */
  readonly idOffset?: number;
  readonly question?: Question;
  /** Bytes in place of everything else. */
  readonly bytes?: Buffer;
}

/** What a server does with a question: replies, or nothing. */
export type Script = (question: Question, transport: "udp" | "tcp") => readonly Reply[];

/** Name servers on addresses of the loopback network, all on one port. */
export interface ScriptedDns {
  readonly port: number;
  /** Questions as they came: `127.0.0.2 udp A choir.org`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const flags = { authoritative: 1 << 10, truncated: 1 << 9 };

/**
 * Starts a server for each address.
 *
 * @param wanted port; any that is free unless given
 */
export async function scriptedDns(scripts: Readonly<Record<string, Script>>, wanted = 0): Promise<ScriptedDns> {
  const asked: string[] = [];
  const [first = "127.0.0.2", ...others] = Object.keys(scripts);
  const script =
    (address: string): Script =>
    (question, transport) => {
      asked.push(`${address} ${transport} ${question.type} ${question.name}`);
      return scripts[address]?.(question, transport) ?? [];
    };
  const sockets: Socket[] = [await udpServer(first, wanted, script(first))];
  const { port } = sockets[0]?.address() ?? { port: 0 };
  for (const address of others) sockets.push(await udpServer(address, port, script(address)));
  const servers = await Promise.all(Object.keys(scripts).map((address) => tcpServer(address, port, script(address))));
  return {
    port,
    asked,
    close: async () => {
      for (const socket of sockets) socket.close();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function udpServer(address: string, port: number, script: Script): Promise<Socket> {
  const socket = createSocket("udp4");
  socket.on("message", (bytes, from) => {
    for (const packet of packetsOf(bytes, script, "udp")) socket.send(packet, from.port, from.address);
  });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, address, () => resolve(socket));
  });
}

function tcpServer(address: string, port: number, script: Script): Promise<Server> {
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      for (const packet of packetsOf(bytes.subarray(2), script, "tcp")) {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(packet.length);
        socket.write(Buffer.concat([length, packet]));
      }
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => resolve(server));
  });
}

function packetsOf(bytes: Buffer, script: Script, transport: "udp" | "tcp"): Buffer[] {
  const { id = 0, questions = [] } = decode(bytes);
  const [question] = questions;
  if (question === undefined) return [];
  return script(question, transport).map((reply) => {
    if (reply.bytes !== undefined) return reply.bytes;
    const { answers = [], authorities = [], additionals = [], authoritative = true, truncated = false } = reply;
    const flag = (authoritative ? flags.authoritative : 0) | (truncated ? flags.truncated : 0) | (reply.rcode ?? 0);
    return encode({
      type: "response",
      id: (id + (reply.idOffset ?? 0)) & 0xffff,
      flags: flag,
      questions: [reply.question ?? question],
      answers: [...answers],
      authorities: [...authorities],
      additionals: [...additionals],
    });
  });
}

/** Replies of a zone: the records of the name and type, an alias, or nothing with the zone's SOA. */
export function zoneScript(zone: string, records: readonly PacketAnswer[]): Script {
  return ({ name, type }) => {
    const here = records.filter((record) => record.name === name.toLowerCase());
    const answers = here.filter((record) => record.type === type || record.type === "CNAME");
    if (answers.length > 0) return [{ answers }];
    const data = { mname: `ns1.${zone}`, rname: `hostmaster.${zone}`, minimum: 60 };
    const authorities: PacketAnswer[] = [{ name: zone, type: "SOA", ttl: 60, data }];
    return [{ authorities, rcode: here.length === 0 ? 3 : 0 }];
  };
}
