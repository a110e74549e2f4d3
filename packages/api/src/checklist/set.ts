import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id, slug } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Ticks something of a checklist, or takes the tick away. */
export const set = signedIn
  .input(z.object({ deploymentId: id, instance: slug, item: z.string().min(1).max(400), done: z.boolean() }))
  .mutation(async ({ ctx: { store, actor }, input }) => valueOf(await store.checklists.tick(actor, input)));
