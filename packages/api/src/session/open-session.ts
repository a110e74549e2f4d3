import type { ApiContext } from "../context.ts";
import { problemOf } from "../errors/problem.ts";
import { sendCookies } from "./send-cookies.ts";

/**
 * Signs in somebody who has just set the password. Where too many have tried with that name, the account or password is
 * there all the same: the person then signs in a little later.
 */
export async function openSession(
  context: ApiContext,
  credentials: Readonly<{ username: string; password: string }>,
): Promise<void> {
  try {
    sendCookies(context, await context.auth.signIn(credentials, context.requestHeaders));
  } catch (error) {
    if (problemOf(error)?.code !== "too-many-attempts") throw error;
  }
}
