import { digestOf, type Environment } from "@allotment/model";
import { desc, eq, max } from "drizzle-orm";
import { type Actor, isProvider } from "../actor.ts";
import type { EnvironmentRecord, EnvironmentRevisionRecord } from "../records.ts";
import type { EnvironmentRepository } from "../repositories/environments.ts";
import { done, forbidden, notFound, refused, type StoreResult } from "../result.ts";
import { environment, environmentRevision } from "../schema/index.ts";
import { remember, userIdOf } from "./audit-trail.ts";
import type { Context } from "./context.ts";
import { environmentRecord } from "./environment-record.ts";

/** A revision by its id; null when there is none. */
export function revisionById({ db }: Context, id: string): EnvironmentRevisionRecord | null {
  return db.select().from(environmentRevision).where(eq(environmentRevision.id, id)).get() ?? null;
}

/** All revisions of an environment, newest first. */
export function revisionsOf({ db }: Context, environmentId: string): EnvironmentRevisionRecord[] {
  const own = eq(environmentRevision.environmentId, environmentId);
  return db.select().from(environmentRevision).where(own).orderBy(desc(environmentRevision.number)).all();
}

/** Makes an environment with its first revision, inside a transaction. */
export function createEnvironment(
  context: Context,
  actor: Actor,
  { slug, document, message }: Parameters<EnvironmentRepository["create"]>[1],
): StoreResult<EnvironmentRecord> {
  const { db } = context;
  if (!isProvider(actor) && actor.kind !== "system") return forbidden;
  if (db.select().from(environment).where(eq(environment.slug, slug)).get()) {
    return refused({ code: "taken", field: "slug" });
  }
  const row = {
    id: context.newId(),
    slug,
    ...summaryOf(document),
    currentRevisionId: context.newId(),
    disabledAt: null,
    createdAt: context.now(),
  };
  db.insert(environment).values(row).run();
  addRevision(context, actor, { id: row.currentRevisionId, environmentId: row.id, document, message });
  remember(context, actor, { action: "environment.create", subject: row.id, details: { slug } });
  return done(environmentRecord(row));
}

/** Saves a new revision when the one it was based on is still the current one, inside a transaction. */
export function saveEnvironment(
  context: Context,
  actor: Actor,
  params: Parameters<EnvironmentRepository["save"]>[1],
): StoreResult<EnvironmentRevisionRecord> {
  const { db } = context;
  const { environmentId, basedOnRevisionId, document, message } = params;
  if (!isProvider(actor)) return notFound;
  const row = db.select().from(environment).where(eq(environment.id, environmentId)).get();
  if (!row) return notFound;
  if (row.currentRevisionId !== basedOnRevisionId) {
    return refused({ code: "environment-changed", currentRevisionId: row.currentRevisionId });
  }
  const { practice } = environmentRecord(row);
  // Names that were practised would become permanent, or live machines practice: nobody means that by saving a field.
  if (practice !== environmentRecord({ ...row, ...summaryOf(document) }).practice) {
    return refused({ code: "practice-changed" });
  }
  const revision = addRevision(context, actor, { id: context.newId(), environmentId, document, message });
  const set = { ...summaryOf(document), currentRevisionId: revision.id };
  db.update(environment).set(set).where(eq(environment.id, environmentId)).run();
  const details = { number: revision.number, digest: revision.digest };
  remember(context, actor, { action: "environment.save", subject: environmentId, details });
  return done(revision);
}

function summaryOf(document: Environment) {
  return { name: document.name, description: document.description ?? "", orchestrator: document.orchestrator };
}

function addRevision(
  { db, now }: Context,
  actor: Actor,
  facts: Pick<EnvironmentRevisionRecord, "id" | "environmentId" | "document" | "message">,
): EnvironmentRevisionRecord {
  const own = eq(environmentRevision.environmentId, facts.environmentId);
  const last = db
    .select({ number: max(environmentRevision.number) })
    .from(environmentRevision)
    .where(own)
    .get();
  const row = {
    ...facts,
    number: (last?.number ?? 0) + 1,
    digest: digestOf(facts.document),
    createdBy: userIdOf(actor),
    createdAt: now(),
  };
  db.insert(environmentRevision).values(row).run();
  return row;
}
