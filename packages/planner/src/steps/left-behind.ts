import {
  addressOf,
  informationAt,
  warningAt,
  type Description,
  type Diagnostic,
  type ErasedItem,
  type Erasure,
  type Slug,
} from "@allotment/model";
import type { PlanInput } from "../input.ts";
import { ofInstance } from "./erasure.ts";
import type { Placement } from "./placement.ts";

/** Machines on which there still is something of an instance that was taken out, by its slug. */
export function homesOf(deployed: Description | null, slug: Slug): readonly Slug[] {
  const machines = Object.entries(deployed?.leftBehind?.machines ?? {});
  return machines.filter(([, items]) => items.some(({ instance }) => instance === slug)).map(([machine]) => machine);
}

/**
 * What instances that are in the configuration no longer have left: it stays on machines, which stay with the deployment
 * for that, until the deployment is removed. What comes back to where its data is has left nothing.
 *
 * @param placement of what is planned now
 */
export function leftBehind(
  { deployed, environment }: Pick<PlanInput, "deployed" | "environment">,
  placement: Placement,
): Erasure | null {
  if (deployed === null) return null;
  const gone = Object.keys(deployed.instances).filter((slug) => !placement.has(slug));
  const all = [deployed.leftBehind ?? { machines: {}, left: [] }, ...gone.map((slug) => ofInstance(deployed, slug))];
  const machines = [...new Set(all.flatMap((one) => Object.keys(one.machines)))].sort();
  const still = machines.flatMap((machine): [Slug, ErasedItem[]][] => {
    const items = all.flatMap((one) => one.machines[machine] ?? []);
    const own = items.filter(({ instance }) => instance === null || placement.get(instance) !== machine);
    return own.length > 0 && Object.hasOwn(environment.offers.machine, machine) ? [[machine, own]] : [];
  });
  const left = all.flatMap((one) => one.left).filter(({ instance }) => instance === null || !placement.has(instance));
  return still.length === 0 && left.length === 0 ? null : { machines: Object.fromEntries(still), left };
}

/** Says where data stays of what is taken out now, and what comes back to its data. */
export function sayLeftBehind({ deployed }: PlanInput, after: Description): Diagnostic[] {
  if (deployed === null) return [];
  const gone = Object.keys(deployed.instances).filter((slug) => !Object.hasOwn(after.instances, slug));
  const back = Object.entries(after.instances).filter(([slug]) => !Object.hasOwn(deployed.instances, slug));
  return [
    ...gone.map((name) => {
      const machines = Object.keys(ofInstance(deployed, name).machines);
      const kept = machines.filter((machine) => Object.hasOwn(after.machines, machine));
      const address = addressOf("instances", name);
      if (kept.length < machines.length)
        return warningAt(address, "data-out-of-reach", { name, machines: machines.join(", ") });
      return informationAt(address, "data-left-behind", { name, machines: machines.join(", ") });
    }),
    ...back.flatMap(([name, { components }]) => {
      const homes = homesOf(deployed, name);
      const found = Object.values(components).filter(({ machine }) => homes.includes(machine));
      const [home] = found.length > 0 ? homes : [];
      return home === undefined
        ? []
        : [informationAt(addressOf("instances", name), "data-found-again", { name, machine: home })];
    }),
  ];
}
