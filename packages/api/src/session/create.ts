import { z } from "zod";
import { ensurePractice } from "../environment/ensure-practice.ts";
import { triedPassword } from "../inputs.ts";
import { anybody } from "../trpc.ts";
import { sendCookies } from "./send-cookies.ts";

const input = z.object({ username: z.string().max(200), password: triedPassword });

/** Signs in. The session's cookie is among the response's headers. Every refusal reads the same. */
export const create = anybody.input(input).mutation(async ({ ctx, input: credentials }): Promise<null> => {
  const cookies = await ctx.auth.signIn({ ...credentials, username: credentials.username.trim() }, ctx.requestHeaders);
  sendCookies(ctx, cookies);
  const sent = cookies.map((cookie) => cookie.split(";")[0] ?? "").join("; ");
  await ensurePractice(ctx, (await ctx.auth.resolve(new Headers({ cookie: sent }), false)).actor);
  return null;
});
