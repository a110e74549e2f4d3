import type { NameFinding, NameOutcome, SeenAtServer } from "@allotment/store";
import type { Evidence, Said } from "./evidence.ts";

/** What a record has to be like. */
export interface Expectation {
  /** The values that are about it, of all that stand at the name: of the texts there, those that begin with `v=spf1`. */
  readonly about: (values: readonly string[]) => readonly string[];
  /** Whether such values are right; none of them only where nothing may stand there. */
  readonly fits: (values: readonly string[]) => boolean;
}

/** What is remembered from the look before, and the time. */
export interface Memory {
  /** In milliseconds since 1970. */
  readonly now: number;
  /** Until when the resolver may remember what was there before, as it was worked out when that was seen first. */
  readonly oldUntil: number | null;
}

type Verdict = "right" | "missing" | "elsewhere" | "hostile";

/** Time that clocks and caches may be off, in milliseconds. */
const slack = 60_000;

/** Says what the evidence comes to. The zone's own servers decide; the resolver only says who knows it already. */
export function judge(evidence: Evidence, expected: Expectation, memory: Memory): NameFinding {
  if (evidence.delegation === "none") return finding("not-delegated", []);
  if (evidence.delegation === "unknown") return finding("unknown", []);
  const heard = evidence.authorities.filter(({ kind }) => kind === "values" || kind === "hostile");
  if (heard.length === 0) return unheard(evidence);
  const verdicts = heard.map((said) => verdictOf(said, expected));
  const seen = expected.about(mostSaid(heard));
  const same =
    verdicts.every((verdict) => verdict === verdicts[0]) && (verdicts[0] === "right" || agree(heard, expected));
  if (!same) return finding("servers-disagree", seen, serversOf(evidence.authorities, expected));
  const silent = serversOf(evidence.authorities, expected).filter((server) => server.silent);
  if (verdicts[0] === "right") return asResolved(evidence, expected, memory, finding("right", seen, silent));
  // Only a whole country's zone knows the name: the domain itself was never given to name servers.
  const undelegated = verdicts[0] === "missing" && evidence.zone !== "" && !evidence.zone.includes(".");
  return finding(undelegated ? "not-delegated" : (verdicts[0] ?? "unknown"), seen, silent);
}

function unheard({ authorities }: Evidence): NameFinding {
  const lame = authorities.length > 0 && authorities.every(({ kind }) => kind === "lame");
  const servers = authorities.map(({ server }) => ({ server, values: [], silent: true }));
  return finding(lame ? "not-delegated" : "silent", [], servers);
}

function verdictOf({ kind, values }: Said, { about, fits }: Expectation): Verdict {
  if (kind === "hostile") return "hostile";
  const relevant = about(values);
  if (fits(relevant)) return "right";
  return relevant.length === 0 ? "missing" : "elsewhere";
}

function agree(heard: readonly Said[], { about }: Expectation): boolean {
  return new Set(heard.map(({ values }) => about(values).join("\n"))).size === 1;
}

/** What most servers say; of equals, what the first one says. */
function mostSaid(heard: readonly Said[]): readonly string[] {
  const counts = new Map<string, { number: number; values: readonly string[] }>();
  for (const { values } of heard) {
    const known = counts.get(values.join("\n"));
    counts.set(values.join("\n"), { number: (known?.number ?? 0) + 1, values });
  }
  return [...counts.values()].reduce((a, b) => (b.number > a.number ? b : a), { number: 0, values: [] }).values;
}

function serversOf(authorities: readonly Said[], { about }: Expectation): SeenAtServer[] {
  return authorities.map(({ server, kind, values }) => ({
    server,
    values: about(values),
    silent: kind !== "values",
  }));
}

/** The zone's own servers have it. What does everybody else hear? */
function asResolved(
  { resolver, unchecked, authorities }: Evidence,
  expected: Expectation,
  { now, oldUntil }: Memory,
  right: NameFinding,
): NameFinding {
  const hears = (said: Said) => said.kind === "values" && expected.fits(expected.about(said.values));
  if (hears(resolver)) return right;
  if (resolver.kind === "refused") {
    return unchecked !== null && hears(unchecked) ? { ...right, outcome: "refused-by-dnssec" } : right;
  }
  // One that says nothing says nothing against it.
  if (resolver.kind !== "values" && resolver.kind !== "hostile") return right;
  const until = oldUntil ?? now + Math.max(resolver.ttlSeconds, negativeSeconds(authorities)) * 1000;
  const servers = [{ server: "", values: expected.about(resolver.values), silent: false }];
  const honest = resolver.kind === "values" && now <= until + slack;
  const at = new Date(until).toISOString();
  return { ...right, outcome: honest ? "old-answer" : "lying", servers, oldUntil: at };
}

/** Resolvers that have just heard that there is nothing keep to that for a while even when they do not say how long. */
function negativeSeconds(authorities: readonly Said[]): number {
  return Math.min(300, ...authorities.map(({ ttlSeconds }) => ttlSeconds));
}

function finding(
  outcome: NameOutcome,
  seen: readonly string[],
  servers: readonly SeenAtServer[] = [],
  oldUntil: string | null = null,
): NameFinding {
  return { outcome, seen, servers, oldUntil };
}
