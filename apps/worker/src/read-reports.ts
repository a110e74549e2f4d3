import path from "node:path";
import { liveCommit, type ReadReports } from "@allotment/orchestrators";
import type { Store, WorkerActor } from "@allotment/store";

/** Reads what machines of a run's deployment can fetch, and what they have reported, out of the store and the tree. */
export function reportReader(store: Store, actor: WorkerActor, dataFolder: string): ReadReports {
  return async ({ run, deployment }) => {
    const record = await store.runs.get(actor, { runId: run });
    if (record === null) throw new Error("the run is gone");
    const repository = path.join(dataFolder, "trees", deployment);
    const live = await liveCommit({ repository });
    return { live: live ?? null, reports: await store.pull.reports(actor, { deploymentId: record.deploymentId }) };
  };
}
