import { resourceType, type OfferUse } from "@allotment/catalogue";
import {
  addressOf,
  errorAt,
  selectorOf,
  type Decision,
  type Environment,
  type ResourceRequirement,
  type ResourceType,
} from "@allotment/model";
import type { Taken } from "../input.ts";
import { decision, type StepResult } from "../report.ts";
import type { RequiringInstance } from "./requirements.ts";

/** The name that policies use for a server on the application's own machine. */
export const coLocated = "co-located";

/** The name of the offer where somebody makes the resource by hand. */
export const byHand = "by-hand";

/** An offer that nobody uses yet. */
export const unused: OfferUse = { users: 0, diskGiB: 0, ports: [] };

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

/**
 * Chooses an offer for every resource before machines are chosen, because a co-located server takes room there.
 * Use by earlier resources of the same plan counts, so that two databases do not both get the last place.
 */
export function chooseOffers(
  environment: Environment,
  instances: readonly RequiringInstance[],
  taken: Taken,
): StepResult<readonly ChosenOffer[]> {
  const uses: Uses = new Map(Object.entries(taken.offers));
  const results = instances.flatMap((instance) =>
    Object.entries(instance.requirements.resources).map(([role, requirement]) =>
      chooseOffer(environment, instance.slug, role, requirement, uses),
    ),
  );
  return {
    value: results.map((result) => result.value),
    decisions: results.flatMap((result) => result.decisions),
    diagnostics: results.flatMap((result) => result.diagnostics),
  };
}

/** Chooses an offer for one resource and counts its use. */
export function chooseOffer(
  environment: Environment,
  slug: string,
  role: string,
  requirement: ResourceRequirement,
  uses: Uses,
): StepResult<ChosenOffer> {
  const address = addressOf("instances", slug, "resources", role);
  const refusals: Decision[] = [];
  for (const name of preference(environment, requirement.type)) {
    const use = uses.get(`${requirement.type}/${name}`) ?? unused;
    const refusal = refusalBy(environment, requirement, name, use);
    if (refusal === null) {
      uses.set(`${requirement.type}/${name}`, added(use, requirement));
      const choice = decision(address, "report.offer-chosen", {
        type: selectorOf(requirement.type),
        offer: selectorOf(name),
      });
      return {
        value: { slug, role, requirement, offer: name, use },
        decisions: [...refusals, choice],
        diagnostics: [],
      };
    }
    refusals.push(
      decision(address, `report.refused-${refusal}`, { type: selectorOf(requirement.type), offer: selectorOf(name) }),
    );
  }
  return unserved(address, { slug, role, requirement, offer: null, use: unused }, refusals);
}

function unserved(address: string, value: ChosenOffer, refusals: readonly Decision[]): StepResult<ChosenOffer> {
  const { type, need } = value.requirement;
  if (need === "when-offered")
    return {
      value,
      decisions: [...refusals, decision(address, "report.resource-left-out", { type: selectorOf(type) })],
      diagnostics: [],
    };
  return {
    value,
    decisions: refusals,
    diagnostics: [errorAt(address, "no-offer", { type: selectorOf(type), refusals: refusals.length })],
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

function added(use: OfferUse, requirement: ResourceRequirement): OfferUse {
  return { ...use, users: use.users + 1, diskGiB: use.diskGiB + requestedDiskGiB(requirement.request) };
}

/** Space that a resource takes of a shared offer, in GiB. */
export function requestedDiskGiB(request: Readonly<Record<string, unknown>>): number {
  const { quotaGiB, capacity } = request as { quotaGiB?: number; capacity?: { diskGiB?: number } };
  return quotaGiB ?? capacity?.diskGiB ?? 0;
}
