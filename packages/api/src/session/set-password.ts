import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import { found } from "../errors/from-conflict.ts";
import { newPassword, triedPassword } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { openSession } from "./open-session.ts";

const input = z.object({ present: triedPassword, password: newPassword });

/** Changes the own password. All sessions end; this one is opened anew. */
export const setPassword = signedIn
  .input(input)
  .mutation(async ({ ctx, input: { present, password } }): Promise<null> => {
    const user = found(await ctx.store.users.get(ctx.actor, { userId: ctx.actor.userId }));
    // Signing in counts the attempts, so that a stolen session cannot be used to guess.
    const opened = await ctx.auth.signIn({ username: user.username, password: present }, ctx.requestHeaders);
    if (opened.length === 0) throw new ApiError("wrong-credentials");
    await ctx.auth.setPassword(user.id, password);
    await openSession(ctx, { username: user.username, password });
    return null;
  });
