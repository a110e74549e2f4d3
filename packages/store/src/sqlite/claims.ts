import { randomBytes } from "node:crypto";
import { practises } from "@allotment/model";
import { and, desc, eq, isNull } from "drizzle-orm";
import { type Actor, mayManageMembers } from "../actor.ts";
import type { Claimable, ClaimRecord, ErrandOf } from "../records.ts";
import type { ClaimRepository, NewClaim, OpenClaim } from "../repositories/claims.ts";
import { done, forbidden, notFound, refused, type StoreResult } from "../result.ts";
import { claim, deployment, errand } from "../schema/index.ts";
import { tokenDigest } from "../token-digest.ts";
import { remember, userIdOf } from "./audit-trail.ts";
import { type Context, later, read, write } from "./context.ts";
import { insertErrand, revealRecord } from "./errands.ts";
import { revokeClaims } from "./revoke-claims.ts";
import { planWithDescription } from "./runs/start-facts.ts";
import { type DeploymentRow, visibleDeployment, writableDeployment } from "./visible.ts";

/** How long a link can be used. */
const claimSeconds = 7 * 24 * 3600;

type ClaimRow = typeof claim.$inferSelect;

/** The repository of claims over SQLite. */
export function claimRepository(context: Context): ClaimRepository {
  return {
    list: (actor, { deploymentId }) =>
      read(context, () => {
        const row = visibleDeployment(context, actor, deploymentId);
        return row ? claimablesOf(context, row) : [];
      }),
    renew: (actor, params) => write(context, () => renew(context, actor, params)),
    find: (actor, { token }) => read(context, () => (actor.kind === "system" ? openClaim(context, token) : null)),
    reveal: (actor, params) => write(context, () => reveal(context, actor, params)),
    errand: (actor, params) =>
      read(context, () => {
        const row = actor.kind === "system" ? rowOf(context, params.token) : undefined;
        return row?.revokedAt === null && row.errandId === params.errandId ? revealOf(context, row) : null;
      }),
    forget: (actor, { token, errandId }) =>
      write(context, (db) => {
        const row = actor.kind === "system" ? rowOf(context, token) : undefined;
        if (row?.errandId !== errandId) return notFound;
        db.delete(errand).where(eq(errand.id, errandId)).run();
        return done(null);
      }),
  };
}

function claimRecord({ tokenHash: _, ...record }: ClaimRow): ClaimRecord {
  return record;
}

function rowOf({ db }: Context, token: string): ClaimRow | undefined {
  return db
    .select()
    .from(claim)
    .where(eq(claim.tokenHash, tokenDigest(token)))
    .get();
}

// What practice made has no administrator, for nothing was installed.
function claimablesOf(context: Context, { id, deployedPlanId }: DeploymentRow): Claimable[] {
  const deployed = deployedPlanId === null ? null : planWithDescription(context, deployedPlanId);
  if (!deployed || practises(deployed.description.orchestrator)) return [];
  return Object.entries(deployed.description.instances).flatMap(([instance, described]) => {
    const { application, domains, firstAdministrator } = described;
    if (firstAdministrator === null) return [];
    const newest = newestClaim(context, id, instance);
    return [{ instance, application, host: domains.web, username: firstAdministrator.username, claim: newest }];
  });
}

function newestClaim({ db }: Context, deploymentId: string, instance: string): ClaimRecord | null {
  const own = and(eq(claim.deploymentId, deploymentId), eq(claim.instance, instance), isNull(claim.revokedAt));
  const row = db.select().from(claim).where(own).orderBy(desc(claim.createdAt)).get();
  return row ? claimRecord(row) : null;
}

function renew(
  context: Context,
  actor: Actor,
  { deploymentId, instance }: Parameters<ClaimRepository["renew"]>[1],
): StoreResult<NewClaim> {
  const found = writableDeployment(context, actor, deploymentId);
  if (!found.ok) return found;
  const { operatorId } = found.value;
  if (!mayManageMembers(actor, operatorId)) return forbidden;
  if (!claimablesOf(context, found.value).some((one) => one.instance === instance)) {
    return refused({ code: "nothing-to-claim" });
  }
  const { db, now, newId } = context;
  const stopped = revokeClaims(context, { deploymentId, instance });
  const token = randomBytes(32).toString("base64url");
  const row: ClaimRow = {
    id: newId(),
    deploymentId,
    instance,
    tokenHash: tokenDigest(token),
    createdBy: userIdOf(actor),
    createdAt: now(),
    expiresAt: later(now(), claimSeconds),
    revokedAt: null,
    errandId: null,
    usedAt: null,
  };
  db.insert(claim).values(row).run();
  const details = { instance, stopped };
  remember(context, actor, { action: "claim.renew", subject: row.id, operatorId, deploymentId, details });
  return done({ claim: claimRecord(row), token, stopped });
}

function openClaim(context: Context, token: string): OpenClaim | null {
  const row = rowOf(context, token);
  if (!row || row.usedAt !== null || row.revokedAt !== null || row.expiresAt <= context.now()) return null;
  const own = context.db.select().from(deployment).where(eq(deployment.id, row.deploymentId)).get();
  const claimable = own && claimablesOf(context, own).find(({ instance }) => instance === row.instance);
  return claimable ? { ...claimable, claim: claimRecord(row) } : null;
}

function revealOf({ db }: Context, { errandId }: ClaimRow | ClaimRecord): ErrandOf<"reveal"> | null {
  const row = db
    .select()
    .from(errand)
    .where(eq(errand.id, errandId ?? ""))
    .get();
  return row ? revealRecord(row) : null;
}

function reveal(
  context: Context,
  actor: Actor,
  { token, recipient }: Parameters<ClaimRepository["reveal"]>[1],
): StoreResult<ErrandOf<"reveal">> {
  const open = actor.kind === "system" ? openClaim(context, token) : null;
  if (!open) return refused({ code: "claim-invalid" });
  const { deploymentId, instance, id } = open.claim;
  const present = revealOf(context, open.claim);
  if (present && (present.state === "waiting" || present.state === "working")) {
    return present.input.recipient === recipient ? done(present) : refused({ code: "claim-busy" });
  }
  const asked = { kind: "reveal", environmentId: null, deploymentId, subject: `claim/${instance}` } as const;
  const row = insertErrand(context, actor, { ...asked, input: { instance, recipient } });
  context.db.update(claim).set({ errandId: row.id }).where(eq(claim.id, id)).run();
  const own = context.db.select().from(deployment).where(eq(deployment.id, deploymentId)).get();
  const operatorId = own?.operatorId ?? null;
  remember(context, actor, { action: "claim.reveal", subject: id, operatorId, deploymentId, details: { instance } });
  return done(revealRecord(row));
}
