import type { IntentRecord, RunKind, RunRecord } from "@allotment/store";
import { z } from "zod";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { refusedSummary, runSummary, type RunSummary } from "../deployment/view.ts";

/** A run in a list over several deployments. */
export interface RunRow extends RunSummary {
  readonly deploymentId: string;
  readonly planId: string;
  readonly kind: RunKind;
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

/** Runs, newest first; of one deployment also the requests that were refused. */
export const list = signedIn
  .input(input)
  .query(async ({ ctx: { store, actor }, input: { deploymentId, active, limit } }): Promise<readonly RunRow[]> => {
    const runs = await store.runs.list(actor, {
      limit,
      ...(deploymentId === undefined ? {} : { deploymentId }),
      ...(active === undefined ? {} : { active }),
    });
    const rows = runs.map((run): RunRow => ({ ...runSummary(run), ...factsOf(run) }));
    if (deploymentId === undefined || active === true) return rows;
    const requests = await store.intents.list(actor, { deploymentId, limit });
    return [...rows, ...refusedRows(requests)].toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1)).slice(0, limit);
  });

function factsOf({ deploymentId, planId, kind, reason }: RunRecord) {
  return { deploymentId, planId, kind, reason };
}

function refusedRows(requests: readonly IntentRecord[]): RunRow[] {
  return requests
    .filter((request) => request.kind === "deploy" && request.state === "refused")
    .map((request) => ({
      ...refusedSummary(request),
      deploymentId: request.deploymentId,
      planId: request.planId ?? "",
      kind: request.runKind,
      reason: request.reason,
    }));
}
