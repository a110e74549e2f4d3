import { z } from "zod";
import { valueOf } from "../errors/from-conflict.ts";
import { id, message } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Asks to stop a run. Machines that switched go back. `wrong-state` when it is over. */
export const cancel = signedIn
  .input(z.object({ runId: id, reason: message }))
  .mutation(async ({ ctx: { store, actor }, input }): Promise<null> => {
    valueOf(await store.intents.requestCancel(actor, input));
    return null;
  });
