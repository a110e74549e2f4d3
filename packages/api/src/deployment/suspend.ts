import { z } from "zod";
import { id, message } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { changeState, type StateChange } from "./change-state.ts";

/** Stops what is live. Its data, its address, its machines and its backups stay; its site says so with status 503. */
export const suspend = signedIn
  .input(z.object({ deploymentId: id, reason: message }))
  .mutation(({ ctx, input }): Promise<StateChange> => changeState(ctx, ctx.actor, { ...input, to: "suspended" }));
