import { system } from "@allotment/store";
import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import { valueOf } from "../errors/from-conflict.ts";
import { newPassword, title, token, username } from "../inputs.ts";
import { openSession } from "../session/open-session.ts";
import { anybody } from "../trpc.ts";
import { joinBy } from "./join.ts";

const input = z.object({
  token,
  password: newPassword,
  /** For an invitation; a reset keeps the name that is there. */
  account: z.object({ username, name: title }).optional(),
});

/** Uses a link, once: makes the account it invites to, or sets a new password. Signs in. */
export const accept = anybody
  .input(input)
  .mutation(async ({ ctx, input: { token: used, password, account } }): Promise<null> => {
    const invitation = await ctx.store.invitations.find(system, { token: used });
    if (invitation === null || invitation.kind === "setup") throw new ApiError("invitation-invalid");
    if (invitation.kind === "invite") {
      if (account === undefined) throw new ApiError("invalid-input");
      await joinBy(ctx, used, { ...account, password });
      return null;
    }
    const userId = invitation.userId ?? "";
    const user = await ctx.store.users.get(system, { userId });
    if (user === null) throw new ApiError("invitation-invalid");
    // First the link, then the password: of two people with the link, only one sets it.
    valueOf(await ctx.store.invitations.accept(system, { token: used, userId }));
    await ctx.auth.setPassword(userId, password);
    await openSession(ctx, { username: user.username, password });
    return null;
  });
