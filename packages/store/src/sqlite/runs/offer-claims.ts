import type { Description, Environment } from "@allotment/model";
import { and, eq } from "drizzle-orm";
import { environmentRevision, offerClaim } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import type { DeploymentRow } from "../visible.ts";
import { type OfferAmounts, offerOf, type OfferUse, offerUses } from "./offer-uses.ts";

/** A description with the environment revision that its plan was made from. */
export interface Planned {
  readonly description: Description;
  readonly environmentRevisionId: string;
}

type ClaimRow = typeof offerClaim.$inferSelect;
type Held = OfferAmounts & Pick<ClaimRow, "port">;

/** What an offer limits, by the names of the fields that say how much there is. */
const limitFields = {
  users: ["databasesMax", "namespacesMax", "bucketsMax", "indexesMax"],
  diskGiB: ["diskGiB", "quotaGiB"],
  memoryMiB: ["memoryMiB"],
  connections: ["connectionsMax"],
} as const;

const dimensions = ["users", "diskGiB", "memoryMiB", "connections"] as const;

/**
 * Shared offers of which others have taken so much since the plan was made that it no longer fits, or whose port they
 * have. What the deployment has already never stands in its way, even where the provider offers less by now.
 */
export function offersTaken(context: Context, deployment: DeploymentRow, planned: Planned): string[] {
  const environment = environmentOf(context, planned);
  if (environment === null) return [];
  const uses = offerUses(planned.description, environment);
  const claims = claimsThere(context, deployment.environmentId);
  const names = new Set(uses.map(({ type, offer }) => `${type}/${offer}`));
  return [...names].toSorted().filter((name) => {
    const inOffer = ({ type, offer }: Pick<ClaimRow, "type" | "offer">) => `${type}/${offer}` === name;
    const [first] = uses.filter(inOffer);
    if (!first) return false;
    const there = claims.filter(inOffer);
    return isOverrun(offerOf(environment, first.type, first.offer), {
      wanted: uses.filter(inOffer),
      own: there.filter(({ deploymentId }) => deploymentId === deployment.id),
      others: there.filter(({ deploymentId }) => deploymentId !== deployment.id),
    });
  });
}

/** Takes what a plan uses, inside the transaction that starts its run; what is deployed stays taken beside it. */
export function claimOffers(context: Context, deployment: DeploymentRow, planned: Planned): void {
  for (const use of usesOf(context, planned)) {
    const present = context.db.select().from(offerClaim).where(isClaim(deployment, use)).get();
    putClaim(context, deployment, {
      ...use,
      diskGiB: Math.max(use.diskGiB, present?.diskGiB ?? 0),
      memoryMiB: Math.max(use.memoryMiB, present?.memoryMiB ?? 0),
      connections: Math.max(use.connections, present?.connections ?? 0),
    });
  }
}

/** Leaves exactly what is deployed (null: nothing), inside the transaction that ends a run. */
export function settleOffers(context: Context, deployment: DeploymentRow, deployed: Planned | null): void {
  context.db.delete(offerClaim).where(eq(offerClaim.deploymentId, deployment.id)).run();
  if (deployed === null) return;
  for (const use of usesOf(context, deployed)) putClaim(context, deployment, use);
}

function isOverrun(
  offer: Readonly<Record<string, unknown>>,
  { wanted, own, others }: Readonly<Record<"wanted" | "own" | "others", readonly Held[]>>,
): boolean {
  const ports = others.flatMap(({ port }) => port ?? []);
  if (wanted.some(({ port }) => port !== null && ports.includes(port))) return true;
  return dimensions.some((dimension) => {
    const limit = limitOf(offer, dimension);
    const asked = sum(wanted, dimension);
    return limit !== null && asked > sum(own, dimension) && asked + sum(others, dimension) > limit;
  });
}

function limitOf(offer: Readonly<Record<string, unknown>>, dimension: keyof typeof limitFields): number | null {
  const limit = limitFields[dimension].map((field) => offer[field]).find((value) => typeof value === "number");
  return typeof limit === "number" ? limit : null;
}

function sum(held: readonly Held[], dimension: keyof typeof limitFields): number {
  if (dimension === "users") return held.length;
  return held.reduce((total, one) => total + one[dimension], 0);
}

function environmentOf({ db }: Context, { environmentRevisionId }: Planned): Environment | null {
  const which = eq(environmentRevision.id, environmentRevisionId);
  return db.select().from(environmentRevision).where(which).get()?.document ?? null;
}

function usesOf(context: Context, planned: Planned): OfferUse[] {
  const environment = environmentOf(context, planned);
  return environment === null ? [] : offerUses(planned.description, environment);
}

function claimsThere({ db }: Context, environmentId: string): ClaimRow[] {
  return db.select().from(offerClaim).where(eq(offerClaim.environmentId, environmentId)).all();
}

function isClaim({ id, environmentId }: DeploymentRow, { type, offer, path }: OfferUse) {
  return and(
    eq(offerClaim.deploymentId, id),
    eq(offerClaim.environmentId, environmentId),
    eq(offerClaim.type, type),
    eq(offerClaim.offer, offer),
    eq(offerClaim.path, path),
  );
}

function putClaim({ db, now }: Context, { id, environmentId }: DeploymentRow, use: OfferUse): void {
  const { type, offer, deploymentId, path } = offerClaim;
  db.insert(offerClaim)
    .values({ ...use, deploymentId: id, environmentId, since: now() })
    .onConflictDoUpdate({ target: [offerClaim.environmentId, type, offer, deploymentId, path], set: use })
    .run();
}
