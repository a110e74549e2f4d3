import { and, asc, eq, inArray } from "drizzle-orm";
import type { Actor } from "../actor.ts";
import type { DomainRecord } from "../records.ts";
import type { DomainAvailability, DomainRepository } from "../repositories/domains.ts";
import { done, forbidden, notFound, refused, type StoreResult } from "../result.ts";
import { domain, environment } from "../schema/index.ts";
import { remember } from "./audit-trail.ts";
import { type Context, read, write } from "./context.ts";
import { environmentRecord } from "./environment-record.ts";
import { countDomains, overLimit } from "./limits.ts";
import { isTaken, takeDomains } from "./take-domains.ts";
import { visibleDeployment, writableDeployment } from "./visible.ts";

/** The repository of host names over SQLite. */
export function domainRepository(context: Context): DomainRepository {
  return {
    list: (actor, { deploymentId }) =>
      read(context, () => (visibleDeployment(context, actor, deploymentId) ? domainsOf(context, deploymentId) : [])),
    check: (actor, params) => read(context, () => check(context, actor, params)),
    claim: (actor, params) => write(context, () => claimDomains(context, actor, params)),
    verify: (actor, { deploymentId, host }) =>
      write(context, (db) => {
        if (actor.kind === "user") return visibleDeployment(context, actor, deploymentId) ? forbidden : notFound;
        const which = and(eq(domain.host, host), eq(domain.deploymentId, deploymentId));
        const set = { verifiedAt: context.now(), expiresAt: null };
        const row = db.update(domain).set(set).where(which).returning().get();
        return row ? done(row) : notFound;
      }),
  };
}

/** Host names of a deployment, in order. */
export function domainsOf({ db }: Context, deploymentId: string) {
  return db.select().from(domain).where(eq(domain.deploymentId, deploymentId)).orderBy(asc(domain.host)).all();
}

function check(context: Context, actor: Actor, params: Parameters<DomainRepository["check"]>[1]) {
  // Whose view it is must be the actor's: somebody else's deployment answers as none.
  const { deploymentId, hosts } = params;
  const own = deploymentId === null ? null : visibleDeployment(context, actor, deploymentId);
  const against = { now: context.now(), practice: own === null || isPractice(context, own.environmentId) };
  const rows = context.db
    .select()
    .from(domain)
    .where(inArray(domain.host, [...hosts]))
    .all();
  const answer: Record<string, DomainAvailability> = {};
  for (const host of hosts) {
    const row = rows.find((one) => one.host === host);
    if (row && row.deploymentId === own?.id) answer[host] = "own";
    else answer[host] = row && isTaken(row, against) ? "taken" : "free";
  }
  return answer;
}

/** Makes a deployment's claims exactly the wanted ones, inside a transaction. */
export function claimDomains(
  context: Context,
  actor: Actor,
  params: Parameters<DomainRepository["claim"]>[1],
): StoreResult<readonly DomainRecord[]> {
  const found = writableDeployment(context, actor, params.deploymentId);
  if (!found.ok) return found;
  const { id: deploymentId, operatorId, environmentId } = found.value;
  const wanted = new Set(params.domains.map(({ host }) => host));
  const present = domainsOf(context, deploymentId);
  const lost = present.filter((row) => row.frozenAt !== null && !wanted.has(row.host));
  if (lost.length > 0) return refused({ code: "domain-frozen", hosts: lost.map(({ host }) => host) });
  for (const { host } of present.filter((row) => !wanted.has(row.host))) {
    context.db.delete(domain).where(eq(domain.host, host)).run();
  }
  const practice = isPractice(context, environmentId);
  const conflict = takeDomains(context, { deploymentId, practice, domains: params.domains, renew: false });
  if (conflict) return refused(conflict);
  const tooMany = overLimit("domains", countDomains(context, operatorId));
  if (tooMany) return tooMany;
  const details = { hosts: [...wanted] };
  // Saving claims all the time: only a change is worth remembering.
  if (present.length !== wanted.size || present.some(({ host }) => !wanted.has(host))) {
    remember(context, actor, { action: "domain.claim", subject: deploymentId, operatorId, deploymentId, details });
  }
  return done(domainsOf(context, deploymentId));
}

/** Whether an environment only practises. */
export function isPractice({ db }: Context, environmentId: string): boolean {
  const row = db.select().from(environment).where(eq(environment.id, environmentId)).get();
  return row !== undefined && environmentRecord(row).practice;
}
