import { findApplication, migrateOptions, withDefaults } from "@allotment/catalogue";
import type { Configuration, InstanceConfiguration, NixosRelease } from "@allotment/model";
import type { DomainKind, WantedDomain } from "@allotment/store";

/** The host names that a valid configuration asks for, by the applications' own mappings. One entry for each host. */
export function wantedDomains(document: Configuration, release: NixosRelease): WantedDomain[] {
  return Object.entries(document.applications).flatMap(([slug, instance]) => {
    const byHost = new Map<string, DomainKind[]>();
    for (const [kind, host] of hostsOf(slug, instance, release)) byHost.set(host, [...(byHost.get(host) ?? []), kind]);
    return [...byHost].map(([host, kinds]) => ({ host, kinds, instance: slug }));
  });
}

function hostsOf(slug: string, instance: InstanceConfiguration, release: NixosRelease): [DomainKind, string][] {
  const module = findApplication(instance.application);
  if (!module) return [];
  const migrated = migrateOptions(module, instance.options, instance.moduleVersion ?? module.version);
  const options = withDefaults(module.optionsSchema, migrated);
  const { account, web, media } = module.requirementsOf({ slug, options, release }).domains;
  return [
    ["account", account ?? web],
    ["web", web],
    ...(media === null ? [] : [["media", media] as [DomainKind, string]]),
  ];
}
