import { and, asc, count, eq, inArray, isNotNull, isNull, notInArray } from "drizzle-orm";
import { type Actor, administersAccounts } from "../actor.ts";
import type { UserRecord } from "../records.ts";
import type { UserRepository } from "../repositories/users.ts";
import { done, forbidden, notFound, refused } from "../result.ts";
import { auditEvent, member, session, user } from "../schema/index.ts";
import { actorOf } from "./actor-of.ts";
import { remember } from "./audit-trail.ts";
import { type Context, read, write } from "./context.ts";
import { revokeLinksBy, revokeResetsOf } from "./links.ts";

/** The repository of people over SQLite. */
export function userRepository(context: Context): UserRepository {
  return {
    actorOf: (actor, { userId }) => read(context, () => (actor.kind === "system" ? actorOf(context, userId) : null)),
    list: (actor) => read(context, () => visibleUsers(context, actor)),
    get: (actor, { userId }) =>
      read(context, () => visibleUsers(context, actor).find(({ id }) => id === userId) ?? null),
    setDisabled: (actor, params) => write(context, () => setDisabled(context, actor, params)),
    async endSessions(actor, { userId }) {
      if (actor.kind !== "system") throw new Error("only the system ends sessions this way");
      await write(context, (db) => {
        revokeResetsOf(context, userId);
        return done(db.delete(session).where(eq(session.userId, userId)).run());
      });
    },
    async discardUnfinished(actor) {
      if (actor.kind !== "system") throw new Error("only the system discards accounts");
      const result = await write(context, () => done(discardUnfinished(context)));
      return result.ok ? result.value : 0;
    },
    discard: (actor, { userId }) => write(context, () => discard(context, actor, userId)),
  };
}

/** A user as others see it. */
export function userRecord(row: typeof user.$inferSelect): UserRecord {
  return {
    id: row.id,
    username: row.displayUsername ?? row.username ?? "",
    name: row.name,
    role: row.role,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** Names of users by id, for records that say who did something. */
export function nameOf({ db }: Context, userId: string | null): string | null {
  if (userId === null) return null;
  return db.select({ name: user.name }).from(user).where(eq(user.id, userId)).get()?.name ?? null;
}

/** Providers that can sign in. */
export function countProviders({ db }: Context): number {
  const active = and(eq(user.role, "provider"), isNull(user.disabledAt));
  return db.select({ number: count() }).from(user).where(active).get()?.number ?? 0;
}

function visibleUsers({ db }: Context, actor: Actor): UserRecord[] {
  // An account without a user name is being made at this moment.
  const everybody = db.select().from(user).where(isNotNull(user.username)).orderBy(asc(user.name)).all();
  if (actor.kind !== "user" || actor.role === "provider") return everybody.map(userRecord);
  const fellows = db
    .select({ userId: member.userId })
    .from(member)
    .where(inArray(member.operatorId, [...actor.operatorIds]))
    .all()
    .map(({ userId }) => userId);
  return everybody.filter(({ id }) => id === actor.userId || fellows.includes(id)).map(userRecord);
}

function setDisabled(context: Context, actor: Actor, params: { readonly userId: string; readonly disabled: boolean }) {
  const { db, now } = context;
  if (!visibleUsers(context, actor).some(({ id }) => id === params.userId)) return notFound;
  if (!administersAccounts(actor)) return forbidden;
  db.update(user)
    .set({ disabledAt: params.disabled ? new Date(now()) : null })
    .where(eq(user.id, params.userId))
    .run();
  if (countProviders(context) === 0) return refused({ code: "last-provider" });
  if (params.disabled) shutOut(context, params.userId);
  remember(context, actor, { action: params.disabled ? "user.disable" : "user.enable", subject: params.userId });
  const row = db.select().from(user).where(eq(user.id, params.userId)).get();
  return row ? done(userRecord(row)) : notFound;
}

function shutOut(context: Context, userId: string): void {
  context.db.delete(session).where(eq(session.userId, userId)).run();
  revokeLinksBy(context, { userId });
  revokeResetsOf(context, userId);
}

function discardUnfinished({ db }: Context): number {
  const placed = db.select({ id: member.userId }).from(member);
  // Who was a member once keeps the account: it belongs to a person who may be invited again.
  const accepted = db
    .select({ id: auditEvent.subject })
    .from(auditEvent)
    .where(eq(auditEvent.action, "invitation.accept"));
  const unfinished = and(eq(user.role, "operator"), notInArray(user.id, placed), notInArray(user.id, accepted));
  return db.delete(user).where(unfinished).run().changes;
}

function discard({ db }: Context, actor: Actor, userId: string) {
  if (actor.kind !== "system") return forbidden;
  const row = db.select().from(user).where(eq(user.id, userId)).get();
  if (!row) return notFound;
  const placed = db.select().from(member).where(eq(member.userId, userId)).get();
  if (row.role === "provider" || placed) return forbidden;
  db.delete(user).where(eq(user.id, userId)).run();
  return done(null);
}
