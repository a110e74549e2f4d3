import type { Description, GivenSource } from "@allotment/model";
import { and, asc, desc, eq, inArray, isNull, lt, notExists, or, sql, type SQLWrapper } from "drizzle-orm";
import { type Actor, isProvider } from "../actor.ts";
import type { SealedSecret, SecretFileRecord, SecretOwner, SecretRecord } from "../records.ts";
import type { SecretRepository } from "../repositories/secrets.ts";
import { done, forbidden, notFound, type StoreResult } from "../result.ts";
import {
  configurationRevision,
  deployment,
  environment,
  environmentRevision,
  keypair,
  secret,
  secretFile,
} from "../schema/index.ts";
import { remember, userIdOf } from "./audit-trail.ts";
import { type Context, later, read, write } from "./context.ts";
import { countGiven, overLimit } from "./limits.ts";
import { visibleDeployment, writableDeployment } from "./visible.ts";

type SecretRow = typeof secret.$inferSelect;

/** The repository of secrets over SQLite. Values leave it to the worker only. */
export function secretRepository(context: Context): SecretRepository {
  return {
    give: (actor, params) => write(context, () => give(context, actor, params)),
    list: (actor, { owner }) =>
      read(context, (db) => {
        if (!maySee(context, actor, owner)) return [];
        return db.select().from(secret).where(ownedBy(owner)).orderBy(asc(secret.name)).all().map(secretRecord);
      }),
    read: (actor, params) => read(context, () => readSecrets(context, actor, params)),
    ofEnvironment: (actor, { environmentId, ids }) =>
      read(context, (db) => {
        if (actor.kind !== "worker") return [];
        const wanted = and(eq(secret.environmentId, environmentId), inArray(secret.id, [...ids]));
        return db.select().from(secret).where(wanted).all().map(sealed);
      }),
    generated: (actor, { deploymentId }) =>
      read(context, (db) => {
        if (actor.kind !== "worker") return [];
        const own = and(eq(secret.deploymentId, deploymentId), eq(secret.kind, "generated"));
        return db.select().from(secret).where(own).orderBy(asc(secret.name), asc(secret.number)).all().map(sealed);
      }),
    keepGenerated: (actor, params) => keepGenerated(context, actor, params),
    files: (actor, { deploymentId }) =>
      read(context, (db) => {
        if (actor.kind !== "worker") return [];
        return db.select().from(secretFile).where(eq(secretFile.deploymentId, deploymentId)).all();
      }),
    async keepFile(actor, params) {
      if (actor.kind !== "worker") throw new Error("only the worker keeps secret files");
      const row = { ...params, ciphertext: Buffer.from(params.ciphertext), createdAt: context.now() };
      await write(context, (db) => {
        db.insert(secretFile).values(row).onConflictDoNothing().run();
        dropOldFiles(context, params);
        return done(null);
      });
    },
  };
}

function secretRecord(row: SecretRow): SecretRecord {
  const { ciphertext: _, deploymentId, environmentId, ...facts } = row;
  const owner: SecretOwner =
    deploymentId === null
      ? { kind: "environment", environmentId: environmentId ?? "" }
      : { kind: "deployment", deploymentId };
  return { ...facts, owner };
}

function sealed(row: SecretRow): SealedSecret {
  return { ...secretRecord(row), ciphertext: row.ciphertext };
}

function ownedBy(owner: SecretOwner) {
  return owner.kind === "deployment"
    ? eq(secret.deploymentId, owner.deploymentId)
    : eq(secret.environmentId, owner.environmentId);
}

function maySee(context: Context, actor: Actor, owner: SecretOwner): boolean {
  if (owner.kind === "deployment") return visibleDeployment(context, actor, owner.deploymentId) !== null;
  return actor.kind !== "user" || isProvider(actor);
}

function mayGive(context: Context, actor: Actor, owner: SecretOwner): StoreResult<{ operatorId: string | null }> {
  if (owner.kind === "deployment") {
    const found = writableDeployment(context, actor, owner.deploymentId);
    return found.ok ? done({ operatorId: found.value.operatorId }) : found;
  }
  const known = context.db.select().from(environment).where(eq(environment.id, owner.environmentId)).get();
  if (!known || !maySee(context, actor, owner)) return notFound;
  return isProvider(actor) ? done({ operatorId: null }) : forbidden;
}

function give(
  context: Context,
  actor: Actor,
  { owner, name, ciphertext }: Parameters<SecretRepository["give"]>[1],
): StoreResult<SecretRecord> {
  const may = mayGive(context, actor, owner);
  if (!may.ok) return may;
  const { db, now, newId } = context;
  const older = and(ownedBy(owner), eq(secret.name, name), eq(secret.kind, "given"), isNull(secret.replacedAt));
  db.update(secret).set({ replacedAt: now() }).where(older).run();
  const row = {
    id: newId(),
    deploymentId: owner.kind === "deployment" ? owner.deploymentId : null,
    environmentId: owner.kind === "environment" ? owner.environmentId : null,
    name,
    number: 1,
    kind: "given" as const,
    ciphertext: Buffer.from(ciphertext),
    createdBy: userIdOf(actor),
    createdAt: now(),
    replacedAt: null,
  };
  db.insert(secret).values(row).run();
  dropUnnamed(context, owner);
  const tooMany = overLimit("secrets", countGiven(context, ownedBy(owner)));
  if (tooMany) return tooMany;
  const { operatorId } = may.value;
  const { deploymentId } = row;
  remember(context, actor, { action: "secret.give", subject: row.id, operatorId, deploymentId, details: { name } });
  return done(secretRecord(row));
}

/** How long a replaced secret waits for somebody who is still writing a draft with it. */
const undecidedSeconds = 24 * 3600;

/** Forgets replaced secrets that nothing names any more, so that trying a password often fills no disk. */
function dropUnnamed({ db, now }: Context, owner: SecretOwner): void {
  const names = (document: SQLWrapper) => sql`instr(${document}, ${secret.id}) > 0`;
  const { draft } = deployment;
  const inDraft = db
    .select({ one: sql`1` })
    .from(deployment)
    .where(and(eq(deployment.id, secret.deploymentId), names(draft)));
  const inRevision = db
    .select({ one: sql`1` })
    .from(configurationRevision)
    .where(and(eq(configurationRevision.deploymentId, secret.deploymentId), names(configurationRevision.document)));
  const inEnvironment = db
    .select({ one: sql`1` })
    .from(environmentRevision)
    .where(and(eq(environmentRevision.environmentId, secret.environmentId), names(environmentRevision.document)));
  const inKeypair = db
    .select({ one: sql`1` })
    .from(keypair)
    .where(names(keypair.secrets));
  const unnamed = [inDraft, inRevision, inEnvironment, inKeypair].map((place) => notExists(place));
  const replaced = and(
    ownedBy(owner),
    eq(secret.kind, "given"),
    lt(secret.replacedAt, later(now(), -undecidedSeconds)),
  );
  db.delete(secret)
    .where(and(replaced, ...unnamed))
    .run();
}

function readSecrets(
  { db }: Context,
  actor: Actor,
  { deploymentId, given }: Parameters<SecretRepository["read"]>[1],
): SealedSecret[] {
  if (actor.kind !== "worker") return [];
  const own = db.select().from(deployment).where(eq(deployment.id, deploymentId)).get();
  if (!own) return [];
  const idsOf = (of: GivenSource["of"]) => given.filter((one) => one.of === of).map((one) => one.given);
  // An option could name anybody's id, the provider's too: each id is opened only for the owner it has to have.
  const wanted = or(
    and(eq(secret.deploymentId, deploymentId), inArray(secret.id, idsOf("deployment"))),
    and(eq(secret.environmentId, own.environmentId), inArray(secret.id, idsOf("environment"))),
  );
  return db.select().from(secret).where(wanted).all().map(sealed);
}

async function keepGenerated(
  context: Context,
  actor: Actor,
  { deploymentId, name, number, ciphertext }: Parameters<SecretRepository["keepGenerated"]>[1],
): Promise<SealedSecret> {
  if (actor.kind !== "worker") throw new Error("only the worker generates secrets");
  const which = and(
    eq(secret.deploymentId, deploymentId),
    eq(secret.name, name),
    eq(secret.number, number),
    eq(secret.kind, "generated"),
  );
  const row = {
    id: context.newId(),
    deploymentId,
    name,
    number,
    environmentId: null,
    createdBy: null,
    replacedAt: null,
    kind: "generated" as const,
    ciphertext: Buffer.from(ciphertext),
    createdAt: context.now(),
  };
  const result = await write(context, (db) => {
    db.insert(secret).values(row).onConflictDoNothing().run();
    return done(db.select().from(secret).where(which).get() ?? row);
  });
  return sealed(result.ok ? result.value : row);
}

/** Versions of an encrypted file that are kept: what machines have, what a run would give them, and one before. */
const filesKept = 4;

function dropOldFiles({ db }: Context, { deploymentId, file }: Pick<SecretFileRecord, "deploymentId" | "file">): void {
  const own = and(eq(secretFile.deploymentId, deploymentId), eq(secretFile.file, file));
  const rows = db.select().from(secretFile).where(own).orderBy(desc(secretFile.createdAt)).all();
  for (const { recipientsDigest, fingerprint } of rows.slice(filesKept)) {
    const which = and(eq(secretFile.recipientsDigest, recipientsDigest), eq(secretFile.fingerprint, fingerprint));
    db.delete(secretFile).where(and(own, which)).run();
  }
}

/** Forgets generated values that what is deployed now has replaced. Inside a transaction. */
export function dropReplacedValues({ db }: Context, deploymentId: string, { generators }: Description): void {
  for (const [name, { number = 1 }] of Object.entries(generators)) {
    const own = and(eq(secret.deploymentId, deploymentId), eq(secret.name, name), eq(secret.kind, "generated"));
    db.delete(secret)
      .where(and(own, lt(secret.number, number)))
      .run();
  }
}
