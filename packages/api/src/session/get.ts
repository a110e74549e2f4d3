import type { MemberRole, UserRole } from "@allotment/store";
import { anybody } from "../trpc.ts";

/** Who is signed in. */
export interface SessionView {
  readonly user: { readonly id: string; readonly username: string; readonly name: string; readonly role: UserRole };
  /** The person's own operators, by name. */
  readonly operators: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: MemberRole;
    readonly disabled: boolean;
  }[];
}

/** Who is signed in; null when nobody is. */
export const get = anybody.query(async ({ ctx: { actor, store } }): Promise<SessionView | null> => {
  if (actor === null) return null;
  const user = await store.users.get(actor, { userId: actor.userId });
  if (user === null) return null;
  const operators = await store.operators.list(actor, {});
  return {
    user: { id: user.id, username: user.username, name: user.name, role: user.role },
    operators: operators
      .filter((operator) => actor.operatorIds.includes(operator.id))
      .map(({ id, name, disabledAt }) => ({
        id,
        name,
        role: actor.ownedOperatorIds.includes(id) ? "owner" : "editor",
        disabled: disabledAt !== null,
      })),
  };
});
