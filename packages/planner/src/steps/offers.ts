import { addedUse, resourceType, unusedOffer, type OfferUse } from "@allotment/catalogue";
import {
  addressOf,
  errorAt,
  selectorOf,
  type Decision,
  type Description,
  type Environment,
  type ResourceRequirement,
  type ResourceType,
} from "@allotment/model";
import type { PlanInput } from "../input.ts";
import { decision, type StepResult } from "../report.ts";
import type { RequiringInstance } from "./requirements.ts";

/** The name that policies use for a server on the application's own machine. */
export const coLocated = "co-located";

/** The name of the offer where somebody makes the resource by hand. */
export const byHand = "by-hand";

/** The offer chosen for one resource of one instance. */
export interface ChosenOffer {
  readonly slug: string;
  readonly role: string;
  readonly requirement: ResourceRequirement;
  /** Name of the offer, `co-located` or `by-hand`; null when the resource is left out. */
  readonly offer: string | null;
  /** Use of the offer by everything that came before. */
  readonly use: OfferUse;
}

type Uses = Map<string, OfferUse>;

/** What is known about a resource before its offer is chosen. */
interface Wanted {
  readonly slug: string;
  readonly role: string;
  readonly requirement: ResourceRequirement;
  /**
   * The offer that holds its content now (null: the machine's disk does, the resource is left out); undefined when there
   * is no content yet, so that any offer will do.
   */
  readonly kept: string | null | undefined;
}

/**
 * Chooses an offer for every resource before machines are chosen, because a co-located server takes room there. What
 * holds content stays where it is, whatever the policy prefers by now. Use by earlier resources of the same plan counts,
 * so that two databases do not both get the last place.
 */
export function chooseOffers(
  input: Pick<PlanInput, "environment" | "taken" | "deployed">,
  instances: readonly RequiringInstance[],
): StepResult<readonly ChosenOffer[]> {
  const uses: Uses = new Map(Object.entries(input.taken.offers));
  const results = instances.flatMap(({ slug, requirements }) =>
    Object.entries(requirements.resources).map(([role, requirement]) => {
      const kept = keptOffer(input.deployed, slug, role, requirement);
      return chooseOffer(input.environment, { slug, role, requirement, kept }, uses);
    }),
  );
  return {
    value: results.map((result) => result.value),
    decisions: results.flatMap((result) => result.decisions),
    diagnostics: results.flatMap((result) => result.diagnostics),
  };
}

// A resource that is left out has left its content on the disk of the component that asks for it.
function keptOffer(
  deployed: Description | null,
  slug: string,
  role: string,
  { type, need, component }: ResourceRequirement,
): string | null | undefined {
  const instance = deployed?.instances[slug];
  if (!instance || !resourceType(type).holdsState) return undefined;
  const binding = instance.bindings[role];
  if (binding) return binding.type === type ? binding.offer : undefined;
  return need === "when-offered" && Object.hasOwn(instance.components, component) ? null : undefined;
}

/** Chooses an offer for one resource and counts its use. */
export function chooseOffer(environment: Environment, wanted: Wanted, uses: Uses): StepResult<ChosenOffer> {
  const { slug, role, requirement, kept } = wanted;
  const address = addressOf("instances", slug, "resources", role);
  const type = selectorOf(requirement.type);
  const without: ChosenOffer = { slug, role, requirement, offer: null, use: unusedOffer };
  if (kept === null)
    return { value: without, decisions: [decision(address, "report.resource-stays-out")], diagnostics: [] };
  const refusals: Decision[] = [];
  for (const name of kept === undefined ? preference(environment, requirement.type) : [kept]) {
    const use = uses.get(`${requirement.type}/${name}`) ?? unusedOffer;
    const refusal = refusalBy(environment, requirement, name, use);
    if (refusal === null) {
      uses.set(`${requirement.type}/${name}`, addedUse(use, requirement.request));
      const code = kept === undefined ? "report.offer-chosen" : "report.offer-kept";
      const choice = decision(address, code, { type, offer: selectorOf(name) });
      return { value: { ...without, offer: name, use }, decisions: [...refusals, choice], diagnostics: [] };
    }
    refusals.push(decision(address, `report.refused-${refusal}`, { type, offer: selectorOf(name) }));
  }
  return unserved(address, without, refusals, kept);
}

function unserved(
  address: string,
  value: ChosenOffer,
  refusals: readonly Decision[],
  kept: string | undefined,
): StepResult<ChosenOffer> {
  const type = selectorOf(value.requirement.type);
  if (kept !== undefined)
    return { value, decisions: refusals, diagnostics: [errorAt(address, "content-would-move", { type, offer: kept })] };
  if (value.requirement.need === "when-offered")
    return {
      value,
      decisions: [...refusals, decision(address, "report.resource-left-out", { type })],
      diagnostics: [],
    };
  return {
    value,
    decisions: refusals,
    diagnostics: [errorAt(address, "no-offer", { type, refusals: refusals.length })],
  };
}

/** Names of the offers to try for a type, in order: the policy's; else without an offer where that exists, then by name. */
export function preference(environment: Environment, type: ResourceType): readonly string[] {
  const preferred = environment.policy.prefer?.[type];
  if (preferred) return preferred;
  const offered = Object.keys(environment.offers[type] ?? {}).sort();
  const { withoutOffer } = resourceType(type);
  if (withoutOffer === "co-located") return [coLocated, ...offered];
  return withoutOffer === "by-hand" ? [...offered, byHand] : offered;
}

/** The declared offer of this name, or null for none. */
export function offerNamed(
  environment: Environment,
  type: ResourceType,
  name: string,
): Readonly<Record<string, unknown>> | null {
  const offers: Readonly<Record<string, object>> = environment.offers[type] ?? {};
  return Object.hasOwn(offers, name) ? ({ ...offers[name] } as Readonly<Record<string, unknown>>) : null;
}

function refusalBy(
  environment: Environment,
  requirement: ResourceRequirement,
  name: string,
  use: OfferUse,
): string | null {
  const module = resourceType(requirement.type);
  if (name === module.withoutOffer) return null;
  const offer = offerNamed(environment, requirement.type, name);
  return offer === null ? "not-declared" : module.refusal(requirement.request, offer, use);
}
