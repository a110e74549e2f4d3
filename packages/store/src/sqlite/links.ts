import { and, eq, isNull } from "drizzle-orm";
import { type Actor, administersAccounts, mayManageMembers } from "../actor.ts";
import { invitation } from "../schema/index.ts";
import { actorOf } from "./actor-of.ts";
import type { Context } from "./context.ts";

/** Links are invitations and resets that somebody can still open. */
type LinkFacts = Pick<typeof invitation.$inferSelect, "operatorId" | "createdBy">;

/** Whether the actor may make, see and withdraw a link of this operator (null: of the installation). */
export function mayHandleLinks(actor: Actor, operatorId: string | null): boolean {
  if (actor.kind !== "user") return actor.kind === "system";
  return operatorId === null ? administersAccounts(actor) : mayManageMembers(actor, operatorId);
}

/** Whether whoever made a link could still make it. What the system made (setup, the command line) stays. */
export function makerStillMay(context: Context, { createdBy, operatorId }: LinkFacts): boolean {
  if (createdBy === null) return true;
  const maker = actorOf(context, createdBy);
  return maker !== null && mayHandleLinks(maker, operatorId);
}

/** Withdraws the open links that a user made: in one operator, or all. Inside a transaction. */
export function revokeLinksBy(context: Context, params: Readonly<{ userId: string; operatorId?: string }>): void {
  const { userId, operatorId } = params;
  const there = operatorId === undefined ? undefined : eq(invitation.operatorId, operatorId);
  revoke(context, and(eq(invitation.createdBy, userId), there));
}

/** Withdraws the open links that would set a user's password. Inside a transaction. */
export function revokeResetsOf(context: Context, userId: string): void {
  revoke(context, and(eq(invitation.kind, "reset"), eq(invitation.userId, userId)));
}

function revoke({ db, now }: Context, which: ReturnType<typeof and>): void {
  const open = and(which, isNull(invitation.usedAt), isNull(invitation.revokedAt));
  db.update(invitation).set({ revokedAt: now() }).where(open).run();
}
