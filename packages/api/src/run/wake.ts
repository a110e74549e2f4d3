import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Asks a run that waits for somebody to look now. `wrong-state` when it is over. */
export const wake = signedIn
  .input(z.object({ runId: id }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<null> => {
    valueOf(await store.runs.wake(actor, input));
    return null;
  });
