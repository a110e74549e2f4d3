import {
  addressOf,
  errorAt,
  noCapacity,
  sumCapacity,
  type Capacity,
  type Diagnostic,
  type Policy,
} from "@allotment/model";
import { obstaclesOf, type Obstacle } from "./minimal.ts";
import { coLocated, type ChosenOffer } from "./offers.ts";
import type { RequiringInstance } from "./requirements.ts";

/** What has to be on one machine together. */
export interface Group {
  readonly instances: readonly RequiringInstance[];
  /** Components, co-located servers and what stands in for resources that are left out. */
  readonly need: Capacity;
  /** What keeps it off machines without NixOS; none: it may go there. */
  readonly obstacles: readonly Obstacle[];
}

/** How a placement policy divides instances into groups; each group gets a machine of its own. */
const grouping: Readonly<
  Record<Policy["placement"], (instances: readonly RequiringInstance[]) => readonly (readonly RequiringInstance[])[]>
> = {
  "one-machine": (instances) => (instances.length > 0 ? [instances] : []),
  "machine-per-application": (instances) => instances.map((instance) => [instance]),
};

/** The groups of a deployment under a policy, largest need first (then by name), so that they are placed in that order. */
export function groupsOf(
  policy: Policy,
  instances: readonly RequiringInstance[],
  offers: readonly ChosenOffer[],
  backups: boolean,
): readonly Group[] {
  const groups = grouping[policy.placement](instances).map((members) => ({
    instances: members,
    need: sumCapacity(members.map((instance) => needOf(instance, offers))),
    obstacles: obstaclesOf(members, offers, backups),
  }));
  return groups.sort((a, b) => b.need.memoryMiB - a.need.memoryMiB || nameOf(a).localeCompare(nameOf(b), "en"));
}

/** A name for a group in sentences: the slugs of its instances. */
export function nameOf(group: Group): string {
  return group.instances.map((instance) => instance.slug).join(", ");
}

/** What an instance takes of its machine. */
export function needOf(instance: RequiringInstance, offers: readonly ChosenOffer[]): Capacity {
  const components = Object.values(instance.requirements.components).map((component) => component.capacity);
  const resources = offers.filter((offer) => offer.slug === instance.slug).map(resourceNeed);
  return sumCapacity([...components, ...resources]);
}

function resourceNeed({ offer, requirement }: ChosenOffer): Capacity {
  if (offer === null) return requirement.otherwise ?? noCapacity;
  if (offer !== coLocated) return noCapacity;
  const { capacity } = requirement.request as { capacity?: Capacity };
  return capacity ?? noCapacity;
}

/** What exists once per machine and is claimed twice in a group. */
export function claimConflicts(group: Group): Diagnostic[] {
  const owners = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const { slug, requirements } of group.instances) {
    for (const claim of new Set(Object.values(requirements.components).flatMap((component) => component.claims))) {
      const first = owners.get(claim);
      if (first !== undefined)
        diagnostics.push(errorAt(addressOf("applications", slug), "once-per-machine", { claim, first, second: slug }));
      else owners.set(claim, slug);
    }
  }
  return diagnostics;
}
