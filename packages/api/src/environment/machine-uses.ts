import { noCapacity, sumCapacity, type Capacity, type MachineOffer } from "@allotment/model";
import { system, type EnvironmentRevisionRecord, type Store } from "@allotment/store";
import type { PlanReader } from "../plan-service/descriptions.ts";

/** One machine of an environment: what it has, who has it and what is used of it. */
export interface MachineUse {
  readonly machine: string;
  readonly offer: MachineOffer | null;
  readonly capacity: Capacity;
  readonly used: Capacity;
  /** The deployment that it belongs to; null while it is free. */
  readonly deployment: { readonly id: string; readonly slug: string; readonly title: string } | null;
  readonly applications: readonly string[];
}

/** Capacity and use of every machine, declared or still claimed. For providers. */
export async function machineUses(
  store: Store,
  reader: PlanReader,
  revision: EnvironmentRevisionRecord,
): Promise<{ readonly machines: readonly MachineUse[]; readonly totals: { capacity: Capacity; used: Capacity } }> {
  const { environmentId, document } = revision;
  const claims = new Map((await store.machines.claims(system, { environmentId })).map((one) => [one.machine, one]));
  const deployments = new Map((await store.deployments.list(system, { environmentId })).map((one) => [one.id, one]));
  const offers: Readonly<Record<string, MachineOffer>> = document.offers.machine;
  const names = [...new Set([...Object.keys(offers), ...claims.keys()])].sort();
  const machines = await Promise.all(
    names.map(async (machine): Promise<MachineUse> => {
      const deployment = deployments.get(claims.get(machine)?.deploymentId ?? "") ?? null;
      const described = (await reader.description(deployment?.deployedPlanId ?? null))?.machines[machine];
      const offer = offers[machine] ?? null;
      return {
        machine,
        offer,
        capacity: offer === null ? (described?.capacity ?? noCapacity) : capacityOf(offer),
        used: described?.used ?? noCapacity,
        deployment: deployment && { id: deployment.id, slug: deployment.slug, title: deployment.title },
        applications: described?.instances ?? [],
      };
    }),
  );
  const totals = {
    capacity: sumCapacity(machines.map((one) => one.capacity)),
    used: sumCapacity(machines.map((one) => one.used)),
  };
  return { machines, totals };
}

function capacityOf({ cpuCores, memoryMiB, diskGiB }: MachineOffer): Capacity {
  return { cpuMillicores: cpuCores * 1000, memoryMiB, diskGiB };
}
