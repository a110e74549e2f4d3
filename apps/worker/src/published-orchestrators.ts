import type { Orchestrator } from "@allotment/orchestrators";
import type { OrchestratorFacts, Store, WorkerActor } from "@allotment/store";

/** Says what this worker can carry descriptions with, so that no environment is declared that it could not serve. */
export async function publishOrchestrators(
  store: Store,
  actor: WorkerActor,
  orchestrators: ReadonlyMap<string, Orchestrator>,
): Promise<void> {
  const facts: OrchestratorFacts[] = [...orchestrators.values()].map(({ id, titleKey, installs }) => ({
    id,
    titleKey,
    installs,
  }));
  await store.settings.set(actor, { key: "worker-orchestrators", value: JSON.stringify(facts) });
}
