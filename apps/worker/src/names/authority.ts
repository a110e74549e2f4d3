import { plainName, type Answer } from "./answer.ts";
import type { Asker } from "./asker.ts";

/** One of a zone's own servers. */
export interface AuthorityServer {
  readonly name: string;
  /** Null where nobody knows its address. */
  readonly address: string | null;
}

/** Who answers for a name. `none`: no zone knows it. `unknown`: the resolver does not answer, so nobody knows. */
export type Authority =
  | { readonly kind: "zone"; readonly zone: string; readonly servers: readonly AuthorityServer[] }
  | { readonly kind: "none" | "unknown" };

const labelsMax = 32;
const serversMax = 8;

/** Finds the zone of a name: the resolver is asked for name servers of the name, of the one above it, and so on. */
export async function findAuthority(ask: Asker, name: string): Promise<Authority> {
  const labels = plainName(name).split(".").slice(-labelsMax);
  let answered = false;
  for (let index = 0; index < labels.length; index += 1) {
    const zone = labels.slice(index).join(".");
    const answer = await ask.resolver({ name: zone, type: "NS" });
    answered ||= answer.kind === "answer";
    const names = serverNames(answer, zone);
    if (names.length > 0) return { kind: "zone", zone, servers: await withAddresses(ask, names, answer) };
  }
  return { kind: answered ? "none" : "unknown" };
}

/**
 * Where a server sends on to others, which are nearer to the name: what a parent says of a zone that it gave away. Null
 * where it answers itself.
 */
export async function referredTo(ask: Asker, name: string, zone: string, answer: Answer): Promise<Authority | null> {
  if (answer.kind !== "answer" || answer.authoritative || answer.answers.length > 0) return null;
  const owner = answer.authorities.find((record) => record.type === "NS" && isBelow(name, record.name))?.name;
  if (owner === undefined || owner === zone || !isBelow(owner, zone)) return null;
  const names = answer.authorities.filter((record) => record.type === "NS" && record.name === owner);
  const servers = await withAddresses(
    ask,
    names.map(({ value }) => value),
    answer,
  );
  return { kind: "zone", zone: owner, servers };
}

/** Whether a name is a zone or below it. */
export function isBelow(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

function serverNames(answer: Answer, zone: string): string[] {
  if (answer.kind !== "answer") return [];
  return answer.answers.filter(({ type, name }) => type === "NS" && name === zone).map(({ value }) => value);
}

async function withAddresses(ask: Asker, names: readonly string[], answer: Answer): Promise<AuthorityServer[]> {
  const chosen = [...new Set(names)].sort().slice(0, serversMax);
  return Promise.all(chosen.map(async (name) => ({ name, address: await addressOf(ask, name, answer) })));
}

// One address of each: IPv4, which every machine has, or else IPv6. What came along with the names is the last resort.
async function addressOf(ask: Asker, name: string, answer: Answer): Promise<string | null> {
  for (const type of ["A", "AAAA"] as const) {
    const found = await ask.resolver({ name, type });
    const record = found.kind === "answer" ? found.answers.find((one) => one.type === type) : undefined;
    if (record !== undefined) return record.value;
  }
  const along = answer.kind === "answer" ? answer.additionals : [];
  const glue = along.filter((record) => record.name === name && (record.type === "A" || record.type === "AAAA"));
  return (glue.find(({ type }) => type === "A") ?? glue[0])?.value ?? null;
}
