import { system } from "@allotment/store";
import { z } from "zod";
import { token } from "../inputs.ts";
import { anybody } from "../trpc.ts";

/** Whether the link for the first account can still be used. */
export const check = anybody
  .input(z.object({ token }))
  .query(async ({ ctx: { store }, input }): Promise<{ readonly usable: boolean }> => {
    const invitation = await store.invitations.find(system, { token: input.token });
    return { usable: invitation?.kind === "setup" };
  });
