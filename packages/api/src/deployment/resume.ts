import { z } from "zod";
import { id, message } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { changeState, type StateChange } from "./change-state.ts";

/** Starts again what was suspended, as it was. What was saved meanwhile is installed afterwards, as always. */
export const resume = signedIn
  .input(z.object({ deploymentId: id, reason: message }))
  .mutation(({ ctx, input }): Promise<StateChange> => changeState(ctx, ctx.actor, { ...input, to: "running" }));
