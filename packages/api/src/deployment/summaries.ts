import type { DeploymentRecord, Store, UserActor } from "@allotment/store";
import type { PlanReader } from "../plan-service/descriptions.ts";
import { deploymentSummary, type DeploymentSummary } from "./view.ts";

/** What lists show of deployments, each with its environment and its last run. */
export async function summaries(
  store: Store,
  reader: PlanReader,
  actor: UserActor,
  records: readonly DeploymentRecord[],
): Promise<readonly DeploymentSummary[]> {
  return Promise.all(
    records.map(async (record) => {
      const { id: deploymentId, environmentId, stagedRevisionId } = record;
      const environment = await store.environments.get(actor, { environmentId });
      const [lastRun] = await store.runs.list(actor, { deploymentId, limit: 1 });
      const staged =
        stagedRevisionId === null ? null : await store.revisions.get(actor, { revisionId: stagedRevisionId });
      return deploymentSummary(record, environment, lastRun ?? null, staged?.digest ?? null, reader);
    }),
  );
}
