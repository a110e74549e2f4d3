import type { Description } from "@allotment/model";
import { eq, inArray } from "drizzle-orm";
import type { DomainKind, DomainRecord, Instant } from "../records.ts";
import type { WantedDomain } from "../repositories/domains.ts";
import type { StoreConflict } from "../result.ts";
import { domain } from "../schema/index.ts";
import { type Context, later } from "./context.ts";

/** How long an unverified claim lasts. */
export const claimSeconds = 14 * 24 * 3600;

/**
 * Whether a claim still holds against others. One that is only practised with holds against other practice alone: else
 * anybody could keep anybody from the own name without ever having it.
 *
 * @param against.practice whether whoever wants the name only practises
 */
export function isTaken(
  row: Pick<DomainRecord, "frozenAt" | "verifiedAt" | "expiresAt" | "practice">,
  against: Readonly<{ now: Instant; practice: boolean }>,
): boolean {
  if (row.frozenAt !== null || row.verifiedAt !== null) return true;
  if (row.practice && !against.practice) return false;
  return row.expiresAt === null || row.expiresAt > against.now;
}

/** The host names that a description uses. */
export function wantedDomains(description: Description): WantedDomain[] {
  const wanted = new Map<string, { host: string; kinds: DomainKind[]; instance: string }>();
  for (const [instance, { domains }] of Object.entries(description.instances)) {
    for (const kind of ["account", "web", "media"] as const) {
      const host = domains[kind];
      if (host === null) continue;
      const known = wanted.get(host) ?? { host, kinds: [], instance };
      known.kinds.push(kind);
      wanted.set(host, known);
    }
  }
  return [...wanted.values()];
}

/** Why these host names cannot be had by the deployment; null when they can. Says nothing about who has them. */
export function domainConflict(
  { db, now }: Context,
  params: Readonly<{ deploymentId: string; practice: boolean; domains: readonly WantedDomain[] }>,
): StoreConflict | null {
  const { deploymentId, practice, domains } = params;
  const hosts = domains.map(({ host }) => host);
  const rows = db.select().from(domain).where(inArray(domain.host, hosts)).all();
  const others = rows.filter((row) => row.deploymentId !== deploymentId && isTaken(row, { now: now(), practice }));
  const repeated = hosts.filter((host, index) => hosts.indexOf(host) !== index);
  const claimed = [...new Set([...others.map(({ host }) => host), ...repeated])];
  if (claimed.length > 0) return { code: "domain-claimed", hosts: claimed };
  const moved = rows.filter(
    (row) =>
      row.frozenAt !== null && !domains.some(({ host, instance }) => host === row.host && instance === row.instance),
  );
  return moved.length > 0 ? { code: "domain-frozen", hosts: moved.map(({ host }) => host) } : null;
}

/**
 * Takes host names inside a transaction. Those that the deployment has go on as they are: a claim that is never verified
 * ends, however often it is saved. Starting a real run begins a new term, for the name is about to be used.
 *
 * @returns why not, or null
 */
export function takeDomains(
  context: Context,
  params: Readonly<{ deploymentId: string; practice: boolean; domains: readonly WantedDomain[]; renew: boolean }>,
): StoreConflict | null {
  const { deploymentId, practice, domains, renew } = params;
  const { db, now } = context;
  const conflict = domainConflict(context, params);
  if (conflict) return conflict;
  for (const { host, kinds, instance } of domains) {
    const present = db.select().from(domain).where(eq(domain.host, host)).get();
    const own = present?.deploymentId === deploymentId ? present : undefined;
    const lasting = own !== undefined && (own.frozenAt !== null || own.verifiedAt !== null);
    const term = own === undefined || renew ? later(now(), claimSeconds) : own.expiresAt;
    const row = {
      host,
      kinds: [...kinds],
      deploymentId,
      instance,
      practice,
      verifiedAt: own?.verifiedAt ?? null,
      frozenAt: own?.frozenAt ?? null,
      expiresAt: lasting ? null : term,
      createdAt: own?.createdAt ?? now(),
    };
    db.insert(domain).values(row).onConflictDoUpdate({ target: domain.host, set: row }).run();
  }
  return null;
}
