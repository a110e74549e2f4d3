import { decode, type Packet } from "dns-packet";

/** Types of records that are asked for. */
export type RecordType = "A" | "AAAA" | "CNAME" | "TXT" | "PTR" | "NS" | "CAA" | "SOA";

/** One question. */
export interface Question {
  readonly name: string;
  readonly type: RecordType;
}

/** One record out of an answer: names in lower case without the last dot, text in one piece. */
export interface FoundRecord {
  readonly name: string;
  readonly type: string;
  readonly ttlSeconds: number;
  readonly value: string;
}

/** What a server said. */
export type Answer =
  | {
      readonly kind: "answer";
      /** Whether it speaks as one of the zone's own servers. */
      readonly authoritative: boolean;
      readonly exists: boolean;
      readonly answers: readonly FoundRecord[];
      readonly authorities: readonly FoundRecord[];
      readonly additionals: readonly FoundRecord[];
    }
  /** It will not or cannot: `SERVFAIL`, `REFUSED` … */
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "silent" }
  /** What came cannot be an honest answer. */
  | { readonly kind: "hostile"; readonly why: "malformed" | "other-question" | "too-large" | "wrong-id" };

/** What to do with a packet: it answers, it is to be asked again by TCP, or it is not for this question. */
export type Read = Answer | { readonly kind: "truncated" } | { readonly kind: "stray" };

/** Records of one section that are looked at; honest answers to our questions have a handful. */
const recordsMax = 100;
const ttlSecondsMax = 7 * 24 * 3600;
const textLengthMax = 4096;

/** Reads what a server sent. Trusts nothing of it: another id is stray, another question or a broken packet is hostile. */
export function readAnswer(bytes: Buffer, id: number, question: Question): Read {
  if (bytes.length < 12) return { kind: "stray" };
  if (bytes.readUInt16BE(0) !== id) return { kind: "stray" };
  const packet = decoded(bytes);
  if (packet === null || packet.type !== "response") return { kind: "hostile", why: "malformed" };
  const flags = packet.flags ?? 0;
  const code = flags & 0xf;
  // A server that refuses need not repeat the question.
  if (code !== 0 && code !== 3) return { kind: "refused", code: codes[code] ?? `code ${code}` };
  if (!echoes(packet, question)) return { kind: "hostile", why: "other-question" };
  if ((flags & truncatedFlag) !== 0) return { kind: "truncated" };
  const sections = [packet.answers ?? [], packet.authorities ?? [], packet.additionals ?? []];
  if (sections.some((records) => records.length > recordsMax)) return { kind: "hostile", why: "too-large" };
  const [answers = [], authorities = [], additionals = []] = sections.map((records) => records.flatMap(foundRecord));
  const authoritative = (flags & authoritativeFlag) !== 0;
  return { kind: "answer", authoritative, exists: code === 0, answers, authorities, additionals };
}

const authoritativeFlag = 1 << 10;
const truncatedFlag = 1 << 9;
const codes = ["NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"] as const;

function decoded(bytes: Buffer): Packet | null {
  try {
    return decode(bytes);
  } catch {
    return null;
  }
}

function echoes({ questions = [] }: Packet, { name, type }: Question): boolean {
  const [only] = questions;
  return questions.length === 1 && only?.type === type && plainName(only.name) === plainName(name);
}

type PacketRecord = NonNullable<Packet["answers"]>[number];

function foundRecord(record: PacketRecord): FoundRecord[] {
  const { name, type } = record;
  if (type === "OPT" || !("data" in record)) return [];
  const value = valueOf(record);
  if (value === null) return [];
  const ttl = "ttl" in record && typeof record.ttl === "number" ? record.ttl : 0;
  const ttlSeconds = Math.max(0, Math.min(ttl, ttlSecondsMax));
  return [{ name: plainName(name), type, ttlSeconds, value: value.slice(0, textLengthMax) }];
}

function valueOf(record: Exclude<PacketRecord, { type: "OPT" }>): string | null {
  switch (record.type) {
    case "A":
      return record.data;
    case "AAAA":
      return plainAddress(record.data);
    case "CNAME":
    case "NS":
    case "PTR":
      return plainName(record.data);
    case "TXT":
      return [record.data]
        .flat()
        .map((part) => part.toString("utf8"))
        .join("");
    case "CAA":
      return `${record.data.tag} ${record.data.value}`;
    default:
      return record.type === "SOA" ? "" : null;
  }
}

/** A name in lower case without the last dot. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/** An IPv6 address in its one short form, an IPv4 address as it is. */
export function plainAddress(address: string): string {
  if (!address.includes(":") || !URL.canParse(`http://[${address}]`)) return address;
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
