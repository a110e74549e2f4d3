import { eq } from "drizzle-orm";
import type { Actor } from "../actor.ts";
import type { InvitationRecord } from "../records.ts";
import { done, forbidden, notFound, refused, type StoreResult } from "../result.ts";
import { invitation, member, session, user } from "../schema/index.ts";
import { remember } from "./audit-trail.ts";
import type { Context } from "./context.ts";
import { revokeResetsOf } from "./links.ts";
import { countProviders } from "./users.ts";

type InvitationRow = typeof invitation.$inferSelect;

const invalid = refused({ code: "invitation-invalid" });

/** Uses a valid invitation (`row` undefined: it is not valid) for a user, inside a transaction. */
export function acceptInvitation(
  context: Context,
  actor: Actor,
  params: Readonly<{
    row: InvitationRow | undefined;
    userId: string;
    record: (row: InvitationRow) => InvitationRecord;
  }>,
): StoreResult<InvitationRecord> {
  const { row, userId, record } = params;
  if (actor.kind !== "system") return forbidden;
  if (!row || (row.kind === "reset" && row.userId !== userId)) return invalid;
  if (row.kind === "setup" && countProviders(context) > 0) return invalid;
  if (!context.db.select().from(user).where(eq(user.id, userId)).get()) return notFound;
  const usedAt = context.now();
  context.db.update(invitation).set({ usedAt }).where(eq(invitation.id, row.id)).run();
  if (row.kind === "reset") endAccess(context, userId);
  else give(context, row, userId);
  const details = { invitation: row.id, kind: row.kind };
  remember(context, actor, { action: "invitation.accept", subject: userId, operatorId: row.operatorId, details });
  return done(record({ ...row, usedAt }));
}

/** Whoever knew the old password, or has another link, is out. */
function endAccess(context: Context, userId: string): void {
  context.db.delete(session).where(eq(session.userId, userId)).run();
  revokeResetsOf(context, userId);
}

function give({ db, now }: Context, row: InvitationRow, userId: string): void {
  if (row.userRole === "provider") db.update(user).set({ role: "provider" }).where(eq(user.id, userId)).run();
  if (row.operatorId === null) return;
  const role = row.memberRole ?? "editor";
  db.insert(member)
    .values({ operatorId: row.operatorId, userId, role, since: now() })
    .onConflictDoUpdate({ target: [member.operatorId, member.userId], set: { role } })
    .run();
}
