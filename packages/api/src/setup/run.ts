import { system } from "@allotment/store";
import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import { newPassword, title, token, username } from "../inputs.ts";
import { joinBy } from "../invitation/join.ts";
import { recipientOf } from "../secret/recipient.ts";
import { createPractice } from "../environment/create-practice.ts";
import { anybody } from "../trpc.ts";

const input = z.object({ token, username, name: title, password: newPassword });

/**
 * Makes the provider's first account by the one-time link, signs in, and makes the environment for practice, so that
 * there is something to deploy to.
 */
export const run = anybody
  .input(input)
  .mutation(async ({ ctx, input: { token: setupToken, ...account } }): Promise<null> => {
    const invitation = await ctx.store.invitations.find(system, { token: setupToken });
    if (invitation?.kind !== "setup") throw new ApiError("invitation-invalid");
    const recipient = await recipientOf(ctx.store);
    const actor = await joinBy(ctx, setupToken, account);
    await createPractice(ctx.store, actor, recipient);
    return null;
  });
