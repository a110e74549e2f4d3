import type { Description, Slug } from "@allotment/model";
import type { RunRecord, WorkerActor } from "@allotment/store";
import type { RunStore, RunSubject } from "./work.ts";

/**
 * Reads what a run is about.
 *
 * @throws Error when a record that the run stands on is gone: the store never deletes one, so this is a defect.
 */
export async function loadSubject(store: RunStore, actor: WorkerActor, run: RunRecord): Promise<RunSubject> {
  const deployment = await store.deployments.get(actor, { deploymentId: run.deploymentId });
  const plan = await store.plans.get(actor, { planId: run.planId });
  if (deployment === null || plan === null) throw new Error(`run ${run.id} has lost its deployment or plan`);
  const revision = await store.environments.revision(actor, { revisionId: plan.environmentRevisionId });
  if (revision === null) throw new Error(`run ${run.id} has lost its environment revision`);
  return {
    run,
    deployment: deployment.slug,
    environmentId: revision.environmentId,
    environment: revision.document,
    plan,
    description: plan.description,
  };
}

/** Machines of a description, those that others depend on first: databases before what uses them, then by name. */
export function machinesInOrder(description: Description): readonly Slug[] {
  const serving = new Set<string>();
  for (const instance of Object.values(description.instances)) {
    for (const binding of Object.values(instance.bindings)) if (binding.machine !== null) serving.add(binding.machine);
  }
  const rank = (machine: string) => (serving.has(machine) ? 0 : 1);
  return Object.keys(description.machines).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
