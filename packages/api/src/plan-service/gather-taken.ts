import { takenBy, type Taken } from "@allotment/planner";
import { system, type DeploymentRecord, type Store } from "@allotment/store";
import type { PlanReader } from "./descriptions.ts";

/** What is planned, and where. */
export interface TakenQuestion {
  readonly environmentId: string;
  /** Null for a deployment that does not exist yet. */
  readonly deploymentId: string | null;
  /** Host names that the configuration names. */
  readonly hosts: readonly string[];
}

/** What all other deployments hold: machines and shared offers of the environment, host names of the installation. */
export async function gatherTaken(store: Store, reader: PlanReader, question: TakenQuestion): Promise<Taken> {
  const { environmentId, deploymentId, hosts } = question;
  const others = (await store.deployments.list(system, { environmentId })).filter(({ id }) => id !== deploymentId);
  const running = new Set((await store.runs.list(system, { active: true })).map((run) => run.deploymentId));
  const descriptions = await Promise.all(others.map((one) => reader.description(planThatCounts(one, running))));
  const held = takenBy(descriptions.flatMap((description) => description ?? []));
  const claims = await store.machines.claims(system, { environmentId });
  const answers = hosts.length === 0 ? {} : await store.domains.check(system, { deploymentId, hosts });
  return {
    machines: new Set([
      ...held.machines,
      ...claims.filter((claim) => claim.deploymentId !== deploymentId).map((claim) => claim.machine),
    ]),
    domains: new Set([...held.domains, ...hosts.filter((host) => answers[host] === "taken")]),
    offers: held.offers,
  };
}

// While a run is under way its plan is what will be there; a target that came to nothing holds nothing.
function planThatCounts(deployment: DeploymentRecord, running: ReadonlySet<string>): string | null {
  return running.has(deployment.id) ? deployment.targetPlanId : deployment.deployedPlanId;
}
