import { digestOf, sameJson } from "@allotment/model";
import { and, desc, eq, lt, max } from "drizzle-orm";
import type { Actor } from "../actor.ts";
import type { ConfigurationRevisionRecord } from "../records.ts";
import type { RevisionRepository } from "../repositories/revisions.ts";
import { done, notFound, refused, type StoreResult } from "../result.ts";
import { configurationRevision, deployment } from "../schema/index.ts";
import { remember, userIdOf } from "./audit-trail.ts";
import { type Context, read, write } from "./context.ts";
import { draftOf } from "./deployments.ts";
import { claimDomains } from "./domains.ts";
import { countRecentRevisions, overLimit } from "./limits.ts";
import { nameOf } from "./users.ts";
import { type DeploymentRow, visibleDeployment, writableDeployment } from "./visible.ts";

type RevisionRow = typeof configurationRevision.$inferSelect;
type StageParams = Parameters<RevisionRepository["stage"]>[1];

/** The repository of saved configurations over SQLite. */
export function revisionRepository(context: Context): RevisionRepository {
  const record = (row: RevisionRow): ConfigurationRevisionRecord => ({
    ...row,
    createdByName: nameOf(context, row.createdBy),
  });
  return {
    async stage(actor, params) {
      const result = await write(context, () => stage(context, actor, params));
      return result.ok ? done(record(result.value)) : result;
    },
    get: (actor, { revisionId }) =>
      read(context, () => {
        const row = revisionRow(context, revisionId);
        return row && visibleDeployment(context, actor, row.deploymentId) ? record(row) : null;
      }),
    list: (actor, { deploymentId, limit = 100, before = Number.MAX_SAFE_INTEGER }) =>
      read(context, (db) => {
        if (!visibleDeployment(context, actor, deploymentId)) return [];
        const { number } = configurationRevision;
        const wanted = and(eq(configurationRevision.deploymentId, deploymentId), lt(number, before));
        const rows = db.select().from(configurationRevision).where(wanted).orderBy(desc(number)).limit(limit).all();
        return rows.map(record);
      }),
  };
}

function revisionRow({ db }: Context, id: string): RevisionRow | undefined {
  return db.select().from(configurationRevision).where(eq(configurationRevision.id, id)).get();
}

function stage(context: Context, actor: Actor, params: StageParams): StoreResult<RevisionRow> {
  const found = writableDeployment(context, actor, params.deploymentId);
  if (!found.ok) return found;
  if (found.value.draftEtag !== params.basedOnEtag) {
    return refused({ code: "draft-changed", current: draftOf(context, found.value) });
  }
  if (params.rolledBackFrom !== null) {
    const source = revisionRow(context, params.rolledBackFrom);
    if (source?.deploymentId !== params.deploymentId) return notFound;
  }
  // In the same transaction: host names are neither given up for what is not saved, nor saved without being held.
  const claimed = params.domains ? claimDomains(context, actor, { ...params, domains: params.domains }) : null;
  if (claimed && !claimed.ok) return claimed;
  const same = stagedTheSame(context, found.value, params);
  const revision = same ?? addRevision(context, actor, params);
  const tooMany = overLimit("revisions", countRecentRevisions(context, params.deploymentId));
  if (tooMany && !same) return tooMany;
  point(context, actor, { deploymentId: params.deploymentId, revision });
  if (same) return done(same);
  remember(context, actor, {
    action: params.rolledBackFrom === null ? "configuration.save" : "configuration.roll-back",
    subject: revision.id,
    operatorId: found.value.operatorId,
    deploymentId: params.deploymentId,
    details: { number: revision.number, digest: revision.digest, message: params.message },
  });
  return done(revision);
}

function stagedTheSame(context: Context, row: DeploymentRow, params: StageParams): RevisionRow | undefined {
  if (row.stagedRevisionId === null || params.rolledBackFrom !== null) return undefined;
  const staged = revisionRow(context, row.stagedRevisionId);
  const same = staged?.digest === digestOf(params.document) && sameJson(staged.versions, params.versions);
  return same ? staged : undefined;
}

function addRevision({ db, newId, now }: Context, actor: Actor, params: StageParams): RevisionRow {
  const { deploymentId, document, versions, message, rolledBackFrom } = params;
  const last = db
    .select({ number: max(configurationRevision.number) })
    .from(configurationRevision)
    .where(eq(configurationRevision.deploymentId, deploymentId))
    .get();
  const row = {
    id: newId(),
    deploymentId,
    document,
    versions,
    message,
    rolledBackFrom,
    number: (last?.number ?? 0) + 1,
    digest: digestOf(document),
    createdBy: userIdOf(actor),
    createdAt: now(),
  };
  db.insert(configurationRevision).values(row).run();
  return row;
}

/** Stages the revision; a draft that says something else (rolling back) becomes it. */
function point(
  { db, newId, now }: Context,
  actor: Actor,
  { deploymentId, revision }: { readonly deploymentId: string; readonly revision: RevisionRow },
): void {
  const which = eq(deployment.id, deploymentId);
  db.update(deployment).set({ stagedRevisionId: revision.id }).where(which).run();
  const row = db.select().from(deployment).where(which).get();
  if (!row || sameJson(row.draft, revision.document)) return;
  const draft = { draft: revision.document, draftEtag: newId() };
  const who = { draftUpdatedBy: userIdOf(actor), draftUpdatedAt: now() };
  db.update(deployment)
    .set({ ...draft, ...who })
    .where(which)
    .run();
}
