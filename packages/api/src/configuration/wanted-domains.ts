import { findApplication, withDefaults } from "@allotment/catalogue";
import type { Configuration, Description, Domains, InstanceConfiguration, NixosRelease, Slug } from "@allotment/model";
import type { DomainKind, DomainRecord, WantedDomain } from "@allotment/store";

/** The host names that a valid configuration in today's form asks for, by the applications' own mappings. */
export function wantedDomains(document: Configuration, release: NixosRelease): WantedDomain[] {
  return Object.entries(document.applications).flatMap(([slug, instance]) =>
    hostsOf(slug, domainsOf(slug, instance, release)),
  );
}

/**
 * The host names to hold when a configuration is saved: those it asks for, and those that must not be given up yet –
 * what is live stays live until a run has changed it, and what is permanent stays for ever.
 */
export function domainsToHold(
  wanted: readonly WantedDomain[],
  deployed: Description | null,
  held: readonly DomainRecord[],
): WantedDomain[] {
  const live = Object.entries(deployed?.instances ?? {}).flatMap(([slug, { domains }]) => hostsOf(slug, domains));
  const permanent = held.filter(({ frozenAt }) => frozenAt !== null);
  const kept = [...permanent, ...live].map(({ host, kinds, instance }) => ({ host, kinds, instance }));
  const missing = new Map(kept.map((one) => [one.host, one]));
  for (const { host } of wanted) missing.delete(host);
  return [...wanted, ...missing.values()];
}

function domainsOf(slug: Slug, instance: InstanceConfiguration, release: NixosRelease): Domains | null {
  const module = findApplication(instance.application);
  if (!module) return null;
  const options = withDefaults(module.optionsSchema, instance.options);
  return module.requirementsOf({ slug, options, release }).domains;
}

// One entry for each host, with everything that it is.
function hostsOf(instance: Slug, domains: Domains | null): WantedDomain[] {
  const kinds = new Map<string, DomainKind[]>();
  for (const kind of ["account", "web", "media"] as const) {
    const host = domains?.[kind] ?? null;
    if (host !== null) kinds.set(host, [...(kinds.get(host) ?? []), kind]);
  }
  return [...kinds].map(([host, all]) => ({ host, kinds: all, instance }));
}
