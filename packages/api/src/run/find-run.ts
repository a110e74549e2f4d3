import type { Effect } from "@allotment/model";
import type { IntentRecord, RunRecord, UserActor } from "@allotment/store";
import type { Services } from "../context.ts";
import { conflictError, found } from "../errors/from-conflict.ts";
import { runView, type RunView } from "./view.ts";

/**
 * A run, or the request that will become one: the panel shows a run from the moment somebody asks for it.
 *
 * @throws ApiError `not-found` when there is neither, or it is not the actor's to see
 */
export async function findRun(services: Services, actor: UserActor, runId: string): Promise<RunView> {
  const { store } = services;
  const run = await store.runs.get(actor, { runId });
  const intent = run === null ? found(await store.intents.ofRun(actor, { runId })) : null;
  const deploymentId = found(run ?? intent).deploymentId;
  const deployment = found(await store.deployments.get(actor, { deploymentId }));
  const environment = await store.environments.get(actor, { environmentId: deployment.environmentId });
  const plan = await services.plans.reader.plan(found(run ?? intent).planId);
  const practice = environment?.practice ?? false;
  const effect = plan?.document.effect ?? "none";
  if (run === null) return requestView(found(intent), practice, effect);
  return runView(actor.role === "provider" ? run : withoutDetail(run), practice, effect);
}

/** What tools said of a failure is for providers: it may name what is theirs. */
function withoutDetail(run: RunRecord): RunRecord {
  return run.lastError === null ? run : { ...run, lastError: { ...run.lastError, detail: null } };
}

function requestView(intent: IntentRecord, practice: boolean, effect: Effect): RunView {
  const run: RunRecord = {
    id: intent.runId,
    deploymentId: intent.deploymentId,
    planId: intent.planId ?? "",
    kind: intent.runKind,
    state: "planned",
    since: intent.createdAt,
    attempts: 0,
    nextAttemptAt: null,
    lastError: null,
    reason: intent.reason,
    startedBy: intent.createdBy,
    startedByName: null,
    startedAt: intent.createdAt,
    cancelRequestedAt: null,
    finishedAt: intent.state === "refused" ? intent.decidedAt : null,
    evaluation: "not-evaluated",
  };
  return {
    ...runView(run, practice, effect),
    state: intent.state === "refused" ? "refused" : "requested",
    refusal: intent.conflict === null ? null : conflictError(intent.conflict).problem,
  };
}
