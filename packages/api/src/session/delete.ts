import { anybody } from "../trpc.ts";
import { sendCookies } from "./send-cookies.ts";

/** Signs out. Without a session nothing happens. */
export const remove = anybody.mutation(async ({ ctx }): Promise<null> => {
  sendCookies(ctx, await ctx.auth.signOut(ctx.requestHeaders));
  return null;
});
