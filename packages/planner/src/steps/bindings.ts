import { resourceType } from "@allotment/catalogue";
import type { Generator, ObjectPath, ResolvedBinding, Role, Slug } from "@allotment/model";
import type { PlanInput } from "../input.ts";
import { byHand, coLocated, offerNamed, type ChosenOffer } from "./offers.ts";
import type { Placement } from "./placement.ts";

/** The bindings of one instance with the generators of the secrets they bring. */
export interface InstanceBindings {
  readonly bindings: Readonly<Record<Role, ResolvedBinding>>;
  readonly generators: Readonly<Record<ObjectPath, Generator>>;
}

/**
 * Turns chosen offers into results. Names and versions that are deployed come back unchanged, because the resource
 * types freeze them.
 */
export function bindInstance(
  input: PlanInput,
  placement: Placement,
  slug: Slug,
  offers: readonly ChosenOffer[],
): InstanceBindings {
  const bindings: Record<Role, ResolvedBinding> = {};
  const generators: Record<ObjectPath, Generator> = {};
  for (const choice of offers) {
    if (choice.slug !== slug || choice.offer === null) continue;
    const bound = bind(input, placement, choice, choice.offer);
    bindings[choice.role] = bound.binding;
    for (const [role, generator] of Object.entries(bound.generators)) generators[`${slug}/${role}`] = generator;
  }
  return { bindings, generators };
}

function bind(input: PlanInput, placement: Placement, choice: ChosenOffer, offer: string) {
  const { slug, role, requirement, use } = choice;
  const machine = placement.get(slug) ?? "";
  const declared = input.environment.offers.machine[machine];
  const previous = input.deployed?.instances[slug]?.bindings[role];
  const bound = resourceType(requirement.type).bind({
    deployment: input.deployment,
    slug,
    role,
    request: requirement.request,
    offer: offer === coLocated || offer === byHand ? null : offerNamed(input.environment, requirement.type, offer),
    use,
    machine: { name: machine, ipv4: declared?.ipv4 ?? null, ipv6: declared?.ipv6 ?? null },
    release: input.environment.nixosRelease,
    publicNames: input.environment.publicNames ?? true,
    previous: previous?.type === requirement.type && previous.offer === offer ? previous.result : null,
  });
  const binding: ResolvedBinding = {
    type: requirement.type,
    offer,
    machine: offer === coLocated || requirement.type === "http-ingress" ? machine : null,
    request: { ...requirement.request },
    result: { ...bound.result },
    secrets: bound.secrets,
  };
  return { binding, generators: bound.generators };
}
