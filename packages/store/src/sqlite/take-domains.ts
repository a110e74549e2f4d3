import type { Description } from "@allotment/model";
import { eq, inArray } from "drizzle-orm";
import type { DomainKind, DomainRecord, Instant } from "../records.ts";
import type { WantedDomain } from "../repositories/domains.ts";
import type { StoreConflict } from "../result.ts";
import { domain } from "../schema/index.ts";
import { type Context, later } from "./context.ts";

/** How long an unverified claim lasts without being renewed. */
export const claimSeconds = 14 * 24 * 3600;

/** Whether a claim still holds against others. */
export function isTaken(row: Pick<DomainRecord, "frozenAt" | "verifiedAt" | "expiresAt">, now: Instant): boolean {
  return row.frozenAt !== null || row.verifiedAt !== null || row.expiresAt === null || row.expiresAt > now;
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
  deploymentId: string,
  domains: readonly WantedDomain[],
): StoreConflict | null {
  const hosts = domains.map(({ host }) => host);
  const rows = db.select().from(domain).where(inArray(domain.host, hosts)).all();
  const others = rows.filter((row) => row.deploymentId !== deploymentId && isTaken(row, now()));
  const repeated = hosts.filter((host, index) => hosts.indexOf(host) !== index);
  const claimed = [...new Set([...others.map(({ host }) => host), ...repeated])];
  if (claimed.length > 0) return { code: "domain-claimed", hosts: claimed };
  const moved = rows.filter(
    (row) =>
      row.frozenAt !== null && !domains.some(({ host, instance }) => host === row.host && instance === row.instance),
  );
  return moved.length > 0 ? { code: "domain-frozen", hosts: moved.map(({ host }) => host) } : null;
}

/** Takes new host names and renews those that the deployment has, inside a transaction. @returns why not, or null */
export function takeDomains(
  context: Context,
  params: Readonly<{ deploymentId: string; practice: boolean; domains: readonly WantedDomain[] }>,
): StoreConflict | null {
  const { deploymentId, practice, domains } = params;
  const { db, now } = context;
  const conflict = domainConflict(context, deploymentId, domains);
  if (conflict) return conflict;
  for (const { host, kinds, instance } of domains) {
    const present = db.select().from(domain).where(eq(domain.host, host)).get();
    const own = present?.deploymentId === deploymentId ? present : undefined;
    const lasting = own !== undefined && (own.frozenAt !== null || own.verifiedAt !== null);
    const row = {
      host,
      kinds: [...kinds],
      deploymentId,
      instance,
      practice,
      verifiedAt: own?.verifiedAt ?? null,
      frozenAt: own?.frozenAt ?? null,
      expiresAt: lasting ? null : later(now(), claimSeconds),
      createdAt: own?.createdAt ?? now(),
    };
    db.insert(domain).values(row).onConflictDoUpdate({ target: domain.host, set: row }).run();
  }
  return null;
}
