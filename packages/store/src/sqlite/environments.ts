import { asc, eq } from "drizzle-orm";
import { type Actor, isProvider } from "../actor.ts";
import type { EnvironmentRecord } from "../records.ts";
import type { EnvironmentRepository } from "../repositories/environments.ts";
import { done, forbidden, notFound, type StoreResult } from "../result.ts";
import { environment, environmentOperator } from "../schema/index.ts";
import { remember } from "./audit-trail.ts";
import { type Context, read, write } from "./context.ts";
import { environmentRecord } from "./environment-record.ts";
import { createEnvironment, revisionById, revisionsOf, saveEnvironment } from "./environment-revisions.ts";

/** The repository of environments over SQLite. */
export function environmentRepository(context: Context): EnvironmentRepository {
  return {
    create: (actor, params) => write(context, () => createEnvironment(context, actor, params)),
    save: (actor, params) => write(context, () => saveEnvironment(context, actor, params)),
    list: (actor, { operatorId }) =>
      read(context, () =>
        visibleEnvironments(context, actor).filter(
          ({ id }) => operatorId === undefined || isOpenTo(context, id, operatorId),
        ),
      ),
    get: (actor, params) =>
      read(context, () => {
        const wanted = (record: EnvironmentRecord) =>
          "slug" in params ? record.slug === params.slug : record.id === params.environmentId;
        return visibleEnvironments(context, actor).find(wanted) ?? null;
      }),
    currentRevision: (actor, { environmentId }) =>
      read(context, (db) => {
        const row = db.select().from(environment).where(eq(environment.id, environmentId)).get();
        return row && mayReadDocuments(actor) ? revisionById(context, row.currentRevisionId) : null;
      }),
    revision: (actor, { revisionId }) =>
      read(context, () => (mayReadDocuments(actor) ? revisionById(context, revisionId) : null)),
    revisions: (actor, { environmentId }) =>
      read(context, () => (isProvider(actor) ? revisionsOf(context, environmentId) : [])),
    setDisabled: (actor, { environmentId, disabled }) =>
      write(context, () => setDisabled(context, actor, environmentId, disabled)),
    operators: (actor, { environmentId }) =>
      read(context, () => (mayReadDocuments(actor) ? operatorsOf(context, environmentId) : [])),
    setOperators: (actor, params) => write(context, () => setOperators(context, actor, params)),
  };
}

/** Whether deployments of this operator may go there. */
export function isOpenTo(context: Context, environmentId: string, operatorId: string): boolean {
  const listed = operatorsOf(context, environmentId);
  return listed.length === 0 || listed.includes(operatorId);
}

function mayReadDocuments(actor: Actor): boolean {
  return actor.kind !== "user" || isProvider(actor);
}

function operatorsOf({ db }: Context, environmentId: string): string[] {
  const rows = db.select().from(environmentOperator).where(eq(environmentOperator.environmentId, environmentId)).all();
  return rows.map(({ operatorId }) => operatorId).toSorted();
}

function visibleEnvironments(context: Context, actor: Actor): EnvironmentRecord[] {
  const all = context.db.select().from(environment).orderBy(asc(environment.name)).all().map(environmentRecord);
  if (actor.kind !== "user" || isProvider(actor)) return all;
  return all.filter(
    ({ id, disabledAt }) => disabledAt === null && actor.operatorIds.some((one) => isOpenTo(context, id, one)),
  );
}

/** An environment that a provider may change. */
function changeable(context: Context, actor: Actor, environmentId: string): StoreResult<EnvironmentRecord> {
  const record = visibleEnvironments(context, actor).find(({ id }) => id === environmentId);
  if (!record) return notFound;
  return isProvider(actor) ? done(record) : forbidden;
}

function setDisabled(context: Context, actor: Actor, environmentId: string, disabled: boolean) {
  const found = changeable(context, actor, environmentId);
  if (!found.ok) return found;
  const disabledAt = disabled ? context.now() : null;
  context.db.update(environment).set({ disabledAt }).where(eq(environment.id, environmentId)).run();
  const action = disabled ? "environment.disable" : "environment.enable";
  remember(context, actor, { action, subject: environmentId });
  return done({ ...found.value, disabledAt });
}

function setOperators(
  context: Context,
  actor: Actor,
  { environmentId, operatorIds }: Parameters<EnvironmentRepository["setOperators"]>[1],
): StoreResult<readonly string[]> {
  const found = changeable(context, actor, environmentId);
  if (!found.ok) return found;
  context.db.delete(environmentOperator).where(eq(environmentOperator.environmentId, environmentId)).run();
  for (const operatorId of new Set(operatorIds)) {
    context.db.insert(environmentOperator).values({ environmentId, operatorId }).run();
  }
  const details = { operatorIds: [...operatorIds] };
  remember(context, actor, { action: "environment.open-to", subject: environmentId, details });
  return done(operatorsOf(context, environmentId));
}
