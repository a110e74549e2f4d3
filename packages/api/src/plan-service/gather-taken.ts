import { takenBy, type Taken } from "@allotment/planner";
import { system, type DeploymentRecord, type Store } from "@allotment/store";
import type { PlanReader } from "./descriptions.ts";

/**
 * What all other deployments hold: machines and shared offers of the environment, host names of the installation.
 *
 * @param deploymentId the deployment that is planned; null for one that does not exist yet
 */
export async function gatherTaken(
  store: Store,
  reader: PlanReader,
  environmentId: string,
  deploymentId: string | null,
): Promise<Taken> {
  const others = (await store.deployments.list(system, {})).filter(({ id }) => id !== deploymentId);
  const neighbours = others.filter((one) => one.environmentId === environmentId);
  const running = new Set((await store.runs.list(system, { active: true })).map((run) => run.deploymentId));
  const descriptions = await Promise.all(neighbours.map((one) => reader.description(planThatCounts(one, running))));
  const held = takenBy(descriptions.flatMap((description) => description ?? []));
  const claims = await store.machines.claims(system, { environmentId });
  const domains = await Promise.all(others.map(({ id }) => store.domains.list(system, { deploymentId: id })));
  return {
    machines: new Set([
      ...held.machines,
      ...claims.filter((claim) => claim.deploymentId !== deploymentId).map((claim) => claim.machine),
    ]),
    domains: new Set([...held.domains, ...domains.flat().map((domain) => domain.host)]),
    offers: held.offers,
  };
}

// While a run is under way its plan is what will be there; a target that came to nothing holds nothing.
function planThatCounts(deployment: DeploymentRecord, running: ReadonlySet<string>): string | null {
  return running.has(deployment.id) ? deployment.targetPlanId : deployment.deployedPlanId;
}
