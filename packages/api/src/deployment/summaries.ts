import {
  system,
  type DeploymentRecord,
  type IntentRecord,
  type RunRecord,
  type Store,
  type UserActor,
} from "@allotment/store";
import type { PlanReader } from "../plan-service/descriptions.ts";
import { deploymentSummary, refusedSummary, runSummary, type DeploymentSummary, type RunSummary } from "./view.ts";

/** What lists show of deployments that the person may see, each with its environment and its last run. */
export async function summaries(
  store: Store,
  reader: PlanReader,
  actor: UserActor,
  records: readonly DeploymentRecord[],
): Promise<readonly DeploymentSummary[]> {
  return Promise.all(records.map((record) => summary(store, reader, actor, record)));
}

async function summary(
  store: Store,
  reader: PlanReader,
  actor: UserActor,
  record: DeploymentRecord,
): Promise<DeploymentSummary> {
  const { id: deploymentId, environmentId, stagedRevisionId: revisionId } = record;
  const [run] = await store.runs.list(actor, { deploymentId, limit: 1 });
  const [request] = await store.intents.list(actor, { deploymentId, limit: 1 });
  const [plan] = await store.plans.list(actor, { deploymentId, limit: 1 });
  const staged = revisionId === null ? null : await store.revisions.get(actor, { revisionId });
  const live = await reader.plan(record.deployedPlanId);
  return deploymentSummary({
    record,
    // Its name is for whoever has a deployment there, also when it is closed to new ones.
    environment: await store.environments.get(system, { environmentId }),
    lastRun: lastRunOf(run, request),
    requested: request?.kind === "deploy" && request.state === "pending",
    planned: revisionId !== null && plan?.configurationRevisionId === revisionId,
    stagedDigest: staged?.digest ?? null,
    deployed: live?.description ?? null,
    actual: live?.desired ?? null,
  });
}

// A refused request is the last word until something is asked for again: otherwise it would vanish without a reason.
function lastRunOf(run: RunRecord | undefined, request: IntentRecord | undefined): RunSummary | null {
  const refused = request?.kind === "deploy" && request.state === "refused" ? request : undefined;
  if (refused && (!run || refused.createdAt >= run.startedAt)) return refusedSummary(refused);
  return run ? runSummary(run) : null;
}
