import { z } from "zod";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { createPlan, type NewPlan } from "./create-plan.ts";

/** Makes the plan of what is saved. The same plan twice is one. */
export const create = signedIn
  .input(z.object({ deploymentId: id }))
  .mutation(({ ctx, input: { deploymentId } }): Promise<NewPlan> => createPlan(ctx, ctx.actor, deploymentId));
