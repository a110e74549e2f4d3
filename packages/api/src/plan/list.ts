import type { Effect } from "@allotment/model";
import { z } from "zod";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** A plan as lists show it. */
export interface PlanSummary {
  readonly id: string;
  readonly effect: Effect;
  readonly changes: number;
  readonly configurationRevisionId: string;
  readonly createdAt: string;
}

/** Plans of a deployment, newest first. */
export const list = signedIn
  .input(z.object({ deploymentId: id, limit: z.number().int().min(1).max(100).default(20) }))
  .query(async ({ ctx: { store, actor }, input }): Promise<readonly PlanSummary[]> =>
    (await store.plans.list(actor, input)).map(({ id, document, configurationRevisionId, createdAt }) => ({
      id,
      effect: document.effect,
      changes: document.changes.length,
      configurationRevisionId,
      createdAt,
    })),
  );
