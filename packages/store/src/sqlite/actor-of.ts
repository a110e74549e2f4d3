import { eq } from "drizzle-orm";
import type { UserActor } from "../actor.ts";
import { member, user } from "../schema/index.ts";
import type { Context } from "./context.ts";

/** Who a user is at this moment; null when there is no such user or the account is disabled. */
export function actorOf({ db }: Context, userId: string): UserActor | null {
  const row = db.select().from(user).where(eq(user.id, userId)).get();
  if (!row || row.disabledAt) return null;
  const memberships = db.select().from(member).where(eq(member.userId, userId)).all();
  return {
    kind: "user" as const,
    userId,
    role: row.role,
    operatorIds: memberships.map(({ operatorId }) => operatorId),
    ownedOperatorIds: memberships.filter(({ role }) => role === "owner").map(({ operatorId }) => operatorId),
  };
}
