import { and, asc, eq } from "drizzle-orm";
import { type Actor, mayRead } from "../actor.ts";
import type { DeploymentRecord, Draft } from "../records.ts";
import type { DeploymentRepository } from "../repositories/deployments.ts";
import { done, notFound, refused, type StoreResult } from "../result.ts";
import { deployment } from "../schema/index.ts";
import { remember, userIdOf } from "./audit-trail.ts";
import { type Context, read, write } from "./context.ts";
import { createDeployment } from "./create-deployment.ts";
import { activeRun, moveToEnvironment } from "./move-deployment.ts";
import { deployedPlan } from "./runs/start-facts.ts";
import { nameOf } from "./users.ts";
import { type DeploymentRow, visibleDeployment, writableDeployment } from "./visible.ts";

/** The repository of deployments over SQLite. */
export function deploymentRepository(context: Context): DeploymentRepository {
  return {
    create: (actor, params) => write(context, () => recorded(context, createDeployment(context, actor, params))),
    list: (actor, { operatorId, environmentId }) =>
      read(context, (db) => {
        const wanted = and(
          operatorId === undefined ? undefined : eq(deployment.operatorId, operatorId),
          environmentId === undefined ? undefined : eq(deployment.environmentId, environmentId),
        );
        const rows = db.select().from(deployment).where(wanted).orderBy(asc(deployment.title)).all();
        return rows.filter((row) => mayRead(actor, row.operatorId)).map((row) => deploymentRecord(context, row));
      }),
    get: (actor, params) =>
      read(context, (db) => {
        const which = "slug" in params ? eq(deployment.slug, params.slug) : eq(deployment.id, params.deploymentId);
        const row = db.select().from(deployment).where(which).get();
        return row && mayRead(actor, row.operatorId) ? deploymentRecord(context, row) : null;
      }),
    rename: (actor, { deploymentId, title }) =>
      write(context, () => change(context, actor, { deploymentId, set: { title }, action: "deployment.rename" })),
    saveDraft: (actor, params) => write(context, () => saveDraft(context, actor, params)),
    settleDesired: (actor, params) => write(context, () => settleDesired(context, actor, params)),
    moveToEnvironment: (actor, params) =>
      write(context, () => recorded(context, moveToEnvironment(context, actor, params))),
  };
}

/** A deployment with what its deployed plan says. */
export function deploymentRecord(context: Context, row: DeploymentRow): DeploymentRecord {
  const { draft: _draft, draftEtag: _etag, draftUpdatedBy: _by, draftUpdatedAt: _at, ...facts } = row;
  const deployed = deployedPlan(context, row);
  return {
    ...facts,
    removal: row.removal && { ...row.removal, requestedByName: nameOf(context, row.removal.requestedBy) },
    draft: draftOf(context, row),
    deployedRevisionId: deployed?.configurationRevisionId ?? null,
    deployedDescriptionDigest: deployed?.descriptionDigest ?? null,
  };
}

/** The draft of a deployment with its author's name. */
export function draftOf(context: Context, row: DeploymentRow): Draft {
  return {
    document: row.draft,
    etag: row.draftEtag,
    updatedBy: row.draftUpdatedBy,
    updatedByName: nameOf(context, row.draftUpdatedBy),
    updatedAt: row.draftUpdatedAt,
  };
}

function recorded(context: Context, result: StoreResult<DeploymentRow>): StoreResult<DeploymentRecord> {
  return result.ok ? done(deploymentRecord(context, result.value)) : result;
}

function change(
  context: Context,
  actor: Actor,
  params: Readonly<{
    deploymentId: string;
    set: Partial<Pick<DeploymentRow, "title" | "desired">>;
    action: string;
  }>,
): StoreResult<DeploymentRecord> {
  const { deploymentId, set, action } = params;
  const found = writableDeployment(context, actor, deploymentId);
  if (!found.ok) return found;
  context.db.update(deployment).set(set).where(eq(deployment.id, deploymentId)).run();
  const { operatorId } = found.value;
  remember(context, actor, { action, subject: deploymentId, operatorId, deploymentId, details: set });
  return done(deploymentRecord(context, { ...found.value, ...set }));
}

function settleDesired(
  context: Context,
  actor: Actor,
  { deploymentId, desired }: Parameters<DeploymentRepository["settleDesired"]>[1],
): StoreResult<DeploymentRecord> {
  const found = writableDeployment(context, actor, deploymentId);
  if (!found.ok) return found;
  const { removal, desired: present } = found.value;
  if (removal !== null) return refused({ code: "removal-pending", eraseAt: removal.eraseAt });
  const active = activeRun(context, deploymentId);
  if (active !== null) return refused({ code: "run-active", runId: active });
  if (deployedPlan(context, found.value)?.desired !== desired) return refused({ code: "nothing-live" });
  if (present === desired) return refused({ code: "already-desired", desired });
  return change(context, actor, { deploymentId, set: { desired }, action: "deployment.desire" });
}

function saveDraft(
  context: Context,
  actor: Actor,
  { deploymentId, basedOnEtag, document }: Parameters<DeploymentRepository["saveDraft"]>[1],
): StoreResult<Draft> {
  const found = writableDeployment(context, actor, deploymentId);
  if (!found.ok) return found;
  const set = {
    draft: document,
    draftEtag: context.newId(),
    draftUpdatedBy: userIdOf(actor),
    draftUpdatedAt: context.now(),
  };
  const unchanged = and(eq(deployment.id, deploymentId), eq(deployment.draftEtag, basedOnEtag));
  const row = context.db.update(deployment).set(set).where(unchanged).returning().get();
  if (row) return done(draftOf(context, row));
  const present = visibleDeployment(context, actor, deploymentId);
  return present ? refused({ code: "draft-changed", current: draftOf(context, present) }) : notFound;
}
