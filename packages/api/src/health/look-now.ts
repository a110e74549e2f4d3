import type { LooksAsked } from "@allotment/store";
import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Has everything of a deployment looked at now. What was looked at within the last seconds counts. @returns from when on looks count */
export const lookNow = signedIn
  .input(z.object({ deploymentId: id }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<LooksAsked> =>
    valueOf(await store.checks.lookNow(actor, input)),
  );
