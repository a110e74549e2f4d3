import { system, type UserActor } from "@allotment/store";
import type { NewAccount } from "../auth/authentication.ts";
import type { ApiContext } from "../context.ts";
import { found, valueOf } from "../errors/from-conflict.ts";
import { openSession } from "../session/open-session.ts";

/**
 * Makes an account by a link and signs in. Of two people with one link, one gets the account; the other's is removed
 * again and told so.
 *
 * @returns who the person is now
 */
export async function joinBy(context: ApiContext, token: string, account: NewAccount): Promise<UserActor> {
  const { store, auth } = context;
  const userId = await auth.createAccount(account);
  try {
    valueOf(await store.invitations.accept(system, { token, userId }));
  } catch (error) {
    await store.users.discard(system, { userId });
    throw error;
  }
  await openSession(context, account);
  return found(await store.users.actorOf(system, { userId }));
}
