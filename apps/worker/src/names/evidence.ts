import type { Answer, FoundRecord, Question } from "./answer.ts";
import type { Asker } from "./asker.ts";
import { findAuthority, isBelow, referredTo, type Authority, type AuthorityServer } from "./authority.ts";

/** What one server says about a name and type. */
export interface Said {
  /** Name of the server; empty for the resolver. */
  readonly server: string;
  /** `lame`: it does not answer for the zone, though it should. `refused`: as a resolver, it cannot find out. */
  readonly kind: "values" | "silent" | "lame" | "refused" | "hostile";
  readonly values: readonly string[];
  /** How long it may be remembered; of a resolver, how long it still is. */
  readonly ttlSeconds: number;
}

/** Everything that was heard about one name and type. */
export interface Evidence {
  /** Whether the zone's own servers could be found. */
  readonly delegation: "found" | "none" | "unknown";
  /** The zone that answers. */
  readonly zone: string;
  readonly authorities: readonly Said[];
  readonly resolver: Said;
  /** What the resolver says when it does not look at signatures; null where it need not be asked. */
  readonly unchecked: Said | null;
}

const chainMax = 8;
const referralsMax = 4;

/** Asks all of a zone's own servers, and the resolver beside them. */
export async function gather(ask: Asker, question: Question): Promise<Evidence> {
  const [found, resolver] = await Promise.all([askAuthorities(ask, question, []), ask.resolver(question)]);
  const said = saidBy("", resolver, question);
  const unchecked = said.kind === "refused" ? saidBy("", await ask.resolver(question, true), question) : null;
  return { ...found, resolver: said, unchecked };
}

type Found = Pick<Evidence, "delegation" | "zone" | "authorities">;

async function askAuthorities(ask: Asker, question: Question, chain: readonly string[]): Promise<Found> {
  if (chain.length >= chainMax || chain.includes(question.name)) return looping(question.name);
  const authority = await findAuthority(ask, question.name);
  return askZone(ask, question, authority, { chain: [...chain, question.name], referrals: 0 });
}

interface Way {
  readonly chain: readonly string[];
  readonly referrals: number;
}

async function askZone(ask: Asker, question: Question, authority: Authority, way: Way): Promise<Found> {
  if (authority.kind !== "zone") return { delegation: authority.kind, zone: "", authorities: [] };
  const { zone, servers } = authority;
  const answers = await Promise.all(
    servers.map(async (server) => ({ server, answer: await answerOf(ask, server, question) })),
  );
  const nearer = await firstReferral(
    ask,
    question.name,
    zone,
    answers.map(({ answer }) => answer),
  );
  if (nearer !== null && way.referrals < referralsMax) {
    return askZone(ask, question, nearer, { ...way, referrals: way.referrals + 1 });
  }
  const said = await Promise.all(answers.map((one) => follow(ask, question, { ...one, zone, chain: way.chain })));
  return { delegation: "found", zone, authorities: said.flat() };
}

function answerOf(ask: Asker, { address }: AuthorityServer, question: Question): Promise<Answer> {
  return address === null ? Promise.resolve({ kind: "silent" }) : ask.authority(address, question);
}

async function firstReferral(ask: Asker, name: string, zone: string, answers: readonly Answer[]) {
  for (const answer of answers) {
    const nearer = await referredTo(ask, name, zone, answer);
    if (nearer !== null) return nearer;
  }
  return null;
}

interface Heard {
  readonly server: AuthorityServer;
  readonly answer: Answer;
  readonly zone: string;
  readonly chain: readonly string[];
}

/** What a server said; where it leads to another name, what that name's own servers say. */
async function follow(
  ask: Asker,
  question: Question,
  { server, answer, zone, chain }: Heard,
): Promise<readonly Said[]> {
  const said = saidBy(server.name, answer, question);
  if (answer.kind !== "answer") return [said];
  if (!answer.authoritative) return [{ ...said, kind: "lame", values: [] }];
  const target = aliasOf(answer.answers, question, zone);
  if (target === null) return [said];
  const { delegation, authorities } = await askAuthorities(ask, { ...question, name: target }, chain);
  // The name exists and leads to one that nobody knows: as good as no record.
  return delegation === "none" ? [{ ...said, values: [] }] : authorities;
}

/**
 * Where the aliases of an answer lead that the server does not answer for itself: another zone, or a name that it knows
 * nothing about. Null where the answer is whole.
 */
function aliasOf(answers: readonly FoundRecord[], { name, type }: Question, zone: string): string | null {
  if (type === "CNAME") return null;
  let target = name;
  for (let step = 0; step <= chainMax; step += 1) {
    const here = target;
    const alias = answers.find((record) => record.type === "CNAME" && record.name === here);
    if (alias === undefined) break;
    target = alias.value;
    if (!isBelow(target, zone)) return target;
  }
  const whole = target === name || answers.some((record) => record.type === type && record.name === target);
  return whole ? null : target;
}

function saidBy(server: string, answer: Answer, { type }: Question): Said {
  const nothing = { server, values: [], ttlSeconds: 0 };
  if (answer.kind === "refused") return { ...nothing, kind: server === "" ? "refused" : "lame" };
  if (answer.kind !== "answer") return { ...nothing, kind: answer.kind };
  const records = answer.answers.filter((record) => record.type === type);
  const values = [...new Set(records.map(({ value }) => value))].sort();
  return { server, kind: "values", values, ttlSeconds: ttlOf(answer, records) };
}

// Of a record that is not there, a resolver remembers as long as the zone's SOA says (RFC 2308).
function ttlOf(answer: Answer & { kind: "answer" }, records: readonly FoundRecord[]): number {
  const counted = records.length > 0 ? records : answer.authorities.filter(({ type }) => type === "SOA");
  return counted.length === 0 ? 0 : Math.min(...counted.map(({ ttlSeconds }) => ttlSeconds));
}

function looping(server: string): Found {
  const authorities: Said[] = [{ server, kind: "hostile", values: [], ttlSeconds: 0 }];
  return { delegation: "found", zone: "", authorities };
}
