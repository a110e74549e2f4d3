import { z } from "zod";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { runSummary, type RunSummary } from "../deployment/view.ts";

/** A run in a list over several deployments. */
export interface RunRow extends RunSummary {
  readonly deploymentId: string;
  readonly planId: string;
  readonly kind: "deploy" | "rollback";
  readonly reason: string;
}

const input = z
  .object({
    deploymentId: id.optional(),
    /** Only those under way, or only those that are over. */
    active: z.boolean().optional(),
    limit: z.number().int().min(1).max(200).default(50),
  })
  .prefault({});

/** Runs, newest first. */
export const list = signedIn
  .input(input)
  .query(async ({ ctx: { store, actor }, input: { deploymentId, active, limit } }): Promise<readonly RunRow[]> => {
    const runs = await store.runs.list(actor, {
      limit,
      ...(deploymentId === undefined ? {} : { deploymentId }),
      ...(active === undefined ? {} : { active }),
    });
    return runs.map((run) => ({
      ...runSummary(run),
      deploymentId: run.deploymentId,
      planId: run.planId,
      kind: run.kind,
      reason: run.reason,
    }));
  });
