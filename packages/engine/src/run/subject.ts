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
  const { deployedPlanId } = deployment;
  const before = deployedPlanId === null ? null : await store.plans.get(actor, { planId: deployedPlanId });
  return {
    run,
    deployment: deployment.slug,
    environmentId: revision.environmentId,
    environment: revision.document,
    plan,
    description: plan.description,
    deployed: before?.description ?? null,
  };
}

/** Machines of a description, those that others depend on first: databases before what uses them, then by name. */
export function machinesInOrder(description: Description): readonly Slug[] {
  return machineWaves(description).flat();
}

/**
 * The same in groups: machines of one group do not depend on each other, only on groups before. A machine that serves
 * only what runs on itself comes with the others.
 */
export function machineWaves(description: Description): readonly (readonly Slug[])[] {
  const serving = new Set<string>();
  for (const { bindings, components } of Object.values(description.instances)) {
    const used = Object.values(components).map(({ machine }) => machine);
    for (const { machine } of Object.values(bindings)) {
      if (machine !== null && used.some((other) => other !== machine)) serving.add(machine);
    }
  }
  const machines = Object.keys(description.machines).sort();
  const waves = [
    machines.filter((machine) => serving.has(machine)),
    machines.filter((machine) => !serving.has(machine)),
  ];
  return waves.filter((wave) => wave.length > 0);
}
