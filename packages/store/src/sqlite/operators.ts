import { and, asc, eq } from "drizzle-orm";
import { type Actor, administersAccounts, isProvider, mayManageMembers, mayRead } from "../actor.ts";
import type { MemberRecord, OperatorRecord } from "../records.ts";
import type { OperatorRepository } from "../repositories/operators.ts";
import { done, forbidden, notFound, type StoreResult } from "../result.ts";
import { member, operator, user } from "../schema/index.ts";
import { type AuditEntry, remember } from "./audit-trail.ts";
import { type Context, read, write } from "./context.ts";
import { revokeLinksBy } from "./links.ts";
import { userRecord } from "./users.ts";

/** The repository of organisations over SQLite. */
export function operatorRepository(context: Context): OperatorRepository {
  return {
    create: (actor, { name }) => write(context, () => create(context, actor, name)),
    list: (actor) =>
      read(context, (db) =>
        db
          .select()
          .from(operator)
          .orderBy(asc(operator.name))
          .all()
          .filter(({ id }) => mayRead(actor, id)),
      ),
    get: (actor, { operatorId }) => read(context, () => visibleOperator(context, actor, operatorId)),
    rename: (actor, { operatorId, name }) =>
      write(context, () => change(context, actor, { operatorId, set: { name }, may: mayManageMembers })),
    setDisabled: (actor, { operatorId, disabled }) =>
      write(context, () => {
        const disabledAt = disabled ? context.now() : null;
        return change(context, actor, { operatorId, set: { disabledAt }, may: isProvider });
      }),
    members: (actor, { operatorId }) =>
      read(context, () => (mayRead(actor, operatorId) ? membersOf(context, operatorId) : [])),
    putMember: (actor, params) => write(context, () => putMember(context, actor, params)),
    removeMember: (actor, params) => write(context, () => removeMember(context, actor, params)),
  };
}

function visibleOperator({ db }: Context, actor: Actor, operatorId: string): OperatorRecord | null {
  if (!mayRead(actor, operatorId)) return null;
  return db.select().from(operator).where(eq(operator.id, operatorId)).get() ?? null;
}

function create(context: Context, actor: Actor, name: string): StoreResult<OperatorRecord> {
  if (!administersAccounts(actor)) return forbidden;
  const row = { id: context.newId(), name, disabledAt: null, createdAt: context.now() };
  context.db.insert(operator).values(row).run();
  remember(context, actor, { action: "operator.create", subject: row.id, operatorId: row.id, details: { name } });
  return done(row);
}

function change(
  context: Context,
  actor: Actor,
  params: Readonly<{
    operatorId: string;
    set: Partial<Pick<OperatorRecord, "name" | "disabledAt">>;
    may: (actor: Actor, operatorId: string) => boolean;
  }>,
): StoreResult<OperatorRecord> {
  const { operatorId, set, may } = params;
  const row = visibleOperator(context, actor, operatorId);
  if (!row) return notFound;
  if (!may(actor, operatorId)) return forbidden;
  context.db.update(operator).set(set).where(eq(operator.id, operatorId)).run();
  remember(context, actor, { action: "operator.change", subject: operatorId, operatorId, details: set });
  return done({ ...row, ...set });
}

function membersOf({ db }: Context, operatorId: string): MemberRecord[] {
  return db
    .select()
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(eq(member.operatorId, operatorId))
    .orderBy(asc(user.name))
    .all()
    .map((row) => ({ operatorId, user: userRecord(row.user), role: row.member.role, since: row.member.since }));
}

function putMember(context: Context, actor: Actor, params: Parameters<OperatorRepository["putMember"]>[1]) {
  const { operatorId, userId, role } = params;
  if (!visibleOperator(context, actor, operatorId)) return notFound;
  if (!isProvider(actor)) return forbidden;
  if (!context.db.select().from(user).where(eq(user.id, userId)).get()) return notFound;
  context.db
    .insert(member)
    .values({ operatorId, userId, role, since: context.now() })
    .onConflictDoUpdate({ target: [member.operatorId, member.userId], set: { role } })
    .run();
  if (role !== "owner") revokeLinksBy(context, { userId, operatorId });
  remember(context, actor, membership("member.put", operatorId, userId));
  const record = membersOf(context, operatorId).find((one) => one.user.id === userId);
  return record ? done(record) : notFound;
}

function removeMember(context: Context, actor: Actor, { operatorId, userId }: { operatorId: string; userId: string }) {
  if (!visibleOperator(context, actor, operatorId)) return notFound;
  if (!mayManageMembers(actor, operatorId)) return forbidden;
  const which = and(eq(member.operatorId, operatorId), eq(member.userId, userId));
  if (context.db.delete(member).where(which).run().changes === 0) return notFound;
  revokeLinksBy(context, { userId, operatorId });
  remember(context, actor, membership("member.remove", operatorId, userId));
  return done(null);
}

function membership(action: string, operatorId: string, subject: string): AuditEntry {
  return { action, subject, operatorId };
}
