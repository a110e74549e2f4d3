import { randomBytes } from "node:crypto";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { type Actor, administersAccounts, mayManageMembers } from "../actor.ts";
import type { InvitationRecord } from "../records.ts";
import type { InvitationRepository, NewInvitation } from "../repositories/invitations.ts";
import { done, forbidden, notFound, type StoreResult } from "../result.ts";
import { invitation, operator, user } from "../schema/index.ts";
import { tokenDigest } from "../token-digest.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { remember, userIdOf } from "./audit-trail.ts";
import { type Context, later, read, write } from "./context.ts";
import { makerStillMay, mayHandleLinks, revokeResetsOf } from "./links.ts";
import { countProviders } from "./users.ts";

const inviteSeconds = 7 * 24 * 3600;
const resetSeconds = 24 * 3600;

type InvitationRow = typeof invitation.$inferSelect;
type InvitationFacts = Pick<InvitationRow, "kind" | "userRole" | "operatorId" | "memberRole" | "userId">;

/** The repository of invitations over SQLite. */
export function invitationRepository(context: Context): InvitationRepository {
  return {
    async ensureSetup(actor) {
      const result = await write(context, () => ensureSetup(context, actor));
      return result.ok ? result.value : null;
    },
    invite: (actor, params) => write(context, () => invite(context, actor, params)),
    reset: (actor, { userId }) => write(context, () => reset(context, actor, userId)),
    list: (actor, { operatorId }) =>
      read(context, (db) =>
        db
          .select()
          .from(invitation)
          .where(operatorId === undefined ? undefined : eq(invitation.operatorId, operatorId))
          .orderBy(desc(invitation.createdAt))
          .all()
          .filter((row) => mayHandleLinks(actor, row.operatorId))
          .map(invitationRecord),
      ),
    revoke: (actor, { invitationId }) => write(context, () => revoke(context, actor, invitationId)),
    find: (actor, { token }) =>
      read(context, () => {
        const row = actor.kind === "system" ? validInvitation(context, token) : undefined;
        return row ? invitationRecord(row) : null;
      }),
    accept: (actor, { token, userId }) =>
      write(context, () =>
        acceptInvitation(context, actor, { row: validInvitation(context, token), userId, record: invitationRecord }),
      ),
  };
}

function invitationRecord({ tokenHash: _, ...row }: InvitationRow): InvitationRecord {
  return row;
}

function validInvitation(context: Context, token: string): InvitationRow | undefined {
  const { db, now } = context;
  const valid = and(isNull(invitation.usedAt), isNull(invitation.revokedAt), gt(invitation.expiresAt, now()));
  const row = db
    .select()
    .from(invitation)
    .where(and(eq(invitation.tokenHash, tokenDigest(token)), valid))
    .get();
  return row && makerStillMay(context, row) ? row : undefined;
}

function create(context: Context, actor: Actor, facts: InvitationFacts): NewInvitation {
  const token = randomBytes(32).toString("base64url");
  const createdAt = context.now();
  const row: InvitationRow = {
    ...facts,
    id: context.newId(),
    tokenHash: tokenDigest(token),
    createdBy: userIdOf(actor),
    createdAt,
    expiresAt: later(createdAt, facts.kind === "reset" ? resetSeconds : inviteSeconds),
    usedAt: null,
    revokedAt: null,
  };
  context.db.insert(invitation).values(row).run();
  const { operatorId } = facts;
  remember(context, actor, { action: `invitation.${facts.kind}`, subject: facts.userId ?? row.id, operatorId });
  return { invitation: invitationRecord(row), token };
}

function ensureSetup(context: Context, actor: Actor): StoreResult<NewInvitation> {
  if (actor.kind !== "system") return forbidden;
  if (countProviders(context) > 0) return notFound;
  const open = and(eq(invitation.kind, "setup"), isNull(invitation.usedAt), isNull(invitation.revokedAt));
  context.db.update(invitation).set({ revokedAt: context.now() }).where(open).run();
  const facts = { userRole: "provider", operatorId: null, memberRole: null, userId: null } as const;
  return done(create(context, actor, { kind: "setup", ...facts }));
}

function invite(context: Context, actor: Actor, facts: Parameters<InvitationRepository["invite"]>[1]) {
  const { operatorId, userRole } = facts;
  if (operatorId === null || userRole === "provider") {
    return administersAccounts(actor) && operatorId === null && userRole === "provider"
      ? done(create(context, actor, { kind: "invite", userRole, operatorId, memberRole: null, userId: null }))
      : forbidden;
  }
  const known = context.db.select().from(operator).where(eq(operator.id, operatorId)).get();
  const member = actor.kind === "user" && actor.operatorIds.includes(operatorId);
  if (!known || !(administersAccounts(actor) || member)) return notFound;
  if (!mayManageMembers(actor, operatorId)) return forbidden;
  const memberRole = facts.memberRole ?? "editor";
  return done(create(context, actor, { kind: "invite", userRole, operatorId, memberRole, userId: null }));
}

function reset(context: Context, actor: Actor, userId: string): StoreResult<NewInvitation> {
  if (!administersAccounts(actor)) return forbidden;
  const row = context.db.select().from(user).where(eq(user.id, userId)).get();
  if (!row) return notFound;
  // Of several links that would set a password, only the newest does.
  revokeResetsOf(context, userId);
  const facts = { userRole: row.role, operatorId: null, memberRole: null, userId };
  return done(create(context, actor, { kind: "reset", ...facts }));
}

function revoke(context: Context, actor: Actor, invitationId: string): StoreResult<InvitationRecord> {
  const { db } = context;
  const row = db.select().from(invitation).where(eq(invitation.id, invitationId)).get();
  if (!row || !mayHandleLinks(actor, row.operatorId)) return notFound;
  const revokedAt = row.revokedAt ?? context.now();
  db.update(invitation).set({ revokedAt }).where(eq(invitation.id, invitationId)).run();
  remember(context, actor, { action: "invitation.revoke", subject: row.id, operatorId: row.operatorId });
  return done(invitationRecord({ ...row, revokedAt }));
}
