import { addressOf, errorAt, type Diagnostic, type Requirements } from "@allotment/model";
import type { PlanInput, Taken } from "../input.ts";
import { decision, type StepResult } from "../report.ts";
import type { ValidConfiguration, ValidInstance } from "./validate.ts";

/** An instance with what it asks for. */
export interface RequiringInstance extends ValidInstance {
  readonly requirements: Requirements;
}

/**
 * Asks every application's resource mapping what it needs, and holds the host names it wants against each other and
 * against those that others have claimed.
 */
export function requirements(input: PlanInput, valid: ValidConfiguration): StepResult<readonly RequiringInstance[]> {
  const value = valid.instances.map((instance) => ({
    ...instance,
    requirements: instance.module.requirementsOf({
      slug: instance.slug,
      options: instance.options,
      release: input.environment.nixosRelease,
    }),
  }));
  const decisions = value.flatMap((instance) =>
    Object.entries(instance.requirements.components).map(([role, component]) =>
      decision(
        addressOf("instances", instance.slug, "components", role),
        component.sizing.code,
        component.sizing.params,
      ),
    ),
  );
  return { value, decisions, diagnostics: domainConflicts(value, input.taken) };
}

function domainConflicts(instances: readonly RequiringInstance[], taken: Taken): Diagnostic[] {
  const owners = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const {
    slug,
    requirements: { domains },
  } of instances) {
    for (const host of new Set([domains.web, domains.account, domains.media])) {
      if (host === null) continue;
      const address = domainAddress(instances, slug, host);
      const owner = owners.get(host);
      if (taken.domains.has(host)) diagnostics.push(errorAt(address, "domain-taken", { host }));
      else if (owner !== undefined) diagnostics.push(errorAt(address, "domain-repeated", { host, other: owner }));
      else owners.set(host, slug);
    }
  }
  return diagnostics;
}

// The option that holds the host name, so that the form can show the sentence beside it.
function domainAddress(instances: readonly RequiringInstance[], slug: string, host: string): string {
  const instance = instances.find((one) => one.slug === slug);
  const options = Object.entries(instance?.module.optionsSchema.properties ?? {});
  const found = options.find(
    ([name, option]) => option["x-allotment"].domain !== undefined && instance?.options[name] === host,
  );
  return found ? addressOf("applications", slug, "options", found[0]) : addressOf("applications", slug);
}
