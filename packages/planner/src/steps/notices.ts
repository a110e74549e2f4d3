import type { Binding, Description, Diagnostic, ResolvedBinding } from "@allotment/model";
import type { PlanInput } from "../input.ts";

/**
 * What the applications themselves say about how they are placed. A warning that is true of what is deployed already has
 * been agreed to and is not given again; information stays.
 */
export function notices(input: PlanInput, description: Description): Diagnostic[] {
  const before = input.deployed ? saidOf(input, input.deployed).map(identity) : [];
  return saidOf(input, description).filter(
    (notice) => notice.severity === "information" || !before.includes(identity(notice)),
  );
}

function saidOf({ applications }: PlanInput, description: Description): Diagnostic[] {
  return Object.entries(description.instances).flatMap(([slug, { application, options, domains, bindings }]) => {
    const module = applications.find(({ id }) => id === application);
    const placed = { slug, options, release: description.nixosRelease, domains, bindings: withoutSecrets(bindings) };
    return module?.noticesOf?.(placed) ?? [];
  });
}

// Notices are about places, not about passwords.
function withoutSecrets(bindings: Readonly<Record<string, Binding>>): Record<string, ResolvedBinding> {
  return Object.fromEntries(Object.entries(bindings).map(([role, binding]) => [role, { ...binding, secrets: {} }]));
}

function identity({ address, code }: Diagnostic): string {
  return `${address} ${code}`;
}
