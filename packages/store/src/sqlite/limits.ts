import { and, count, eq, gt, inArray, isNull } from "drizzle-orm";
import { type LimitedThing, refused, type StoreConflict } from "../result.ts";
import { auditEvent, configurationRevision, deployment, domain, secret } from "../schema/index.ts";
import { type Context, later } from "./context.ts";

/** How many there may be: far more than anybody needs, few enough that nobody fills the disk of all others. */
const limits: Readonly<Record<LimitedThing, number>> = {
  /** Of one operator. */
  deployments: 200,
  /** Of one deployment in 24 hours. */
  revisions: 200,
  /** Given to one deployment or environment. */
  secrets: 500,
  /** Host names that the deployments of one operator hold. */
  domains: 200,
  /** That one person waits for. */
  errands: 20,
  /** Of those, looks at names: name servers that say nothing make one take a minute, in which it is in the way of others. */
  looks: 3,
  /** Of one operator, and of the provider. */
  contacts: 20,
  /** Messages that people had sent to the contacts of an owner within an hour: addresses may be anybody's. */
  tests: 12,
};

const daySeconds = 24 * 3600;

/** The refusal once there are more than there may be, counted inside the transaction that adds one; null otherwise. */
export function overLimit(what: LimitedThing, number: number): ReturnType<typeof refused> | null {
  const conflict: StoreConflict = { code: "limit-reached", what, limit: limits[what] };
  return number > limits[what] ? refused(conflict) : null;
}

/** Deployments of an operator, without those of which only the record is left. */
export function countDeployments({ db }: Context, operatorId: string): number {
  const own = and(eq(deployment.operatorId, operatorId), isNull(deployment.removedAt));
  return db.select({ number: count() }).from(deployment).where(own).get()?.number ?? 0;
}

/** Host names that the deployments of an operator hold. */
export function countDomains({ db }: Context, operatorId: string): number {
  const own = db.select({ id: deployment.id }).from(deployment).where(eq(deployment.operatorId, operatorId));
  return db.select({ number: count() }).from(domain).where(inArray(domain.deploymentId, own)).get()?.number ?? 0;
}

/** Configurations of a deployment that were saved in the last 24 hours. */
export function countRecentRevisions({ db, now }: Context, deploymentId: string): number {
  const { createdAt } = configurationRevision;
  const recent = and(eq(configurationRevision.deploymentId, deploymentId), gt(createdAt, later(now(), -daySeconds)));
  return db.select({ number: count() }).from(configurationRevision).where(recent).get()?.number ?? 0;
}

const hourSeconds = 3600;

/**
 * Messages that people had sent to contacts of an operator, or of the provider (null), in the last hour: tests, and mail that
 * was sent again. By the audit log, for whoever takes a contact out and puts it in again has sent it mail all the same.
 */
export function countRecentMail({ db, now }: Context, { operatorId }: { readonly operatorId: string | null }): number {
  const { at, action } = auditEvent;
  const own = operatorId === null ? isNull(auditEvent.operatorId) : eq(auditEvent.operatorId, operatorId);
  const sent = inArray(action, ["contact.create", "contact.test", "notification.mail-again"]);
  const recent = and(own, sent, gt(at, later(now(), -hourSeconds)));
  return db.select({ number: count() }).from(auditEvent).where(recent).get()?.number ?? 0;
}

/** Secrets that people gave to an owner. */
export function countGiven({ db }: Context, owner: ReturnType<typeof eq>): number {
  const given = and(owner, eq(secret.kind, "given"));
  return db.select({ number: count() }).from(secret).where(given).get()?.number ?? 0;
}
