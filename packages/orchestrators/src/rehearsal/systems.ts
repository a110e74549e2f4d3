import { digestOf, type Description, type Slug } from "@allotment/model";

/**
 * One name per machine that changes when what is described for it does: used where no Nix is there to say what the
 * system is.
 */
export function describedSystems(description: Description): Readonly<Record<Slug, string>> {
  return Object.fromEntries(
    Object.keys(description.machines).map((machine) => [machine, digestOf(partFor(description, machine)).slice(0, 32)]),
  );
}

function partFor(description: Description, machine: Slug) {
  const instances = Object.entries(description.instances).filter(
    ([slug, { components, bindings }]) =>
      description.machines[machine]?.instances.includes(slug) ||
      Object.values(components).some((component) => component.machine === machine) ||
      Object.values(bindings).some((binding) => binding.machine === machine),
  );
  return {
    machine: description.machines[machine],
    release: description.nixosRelease,
    instances: Object.fromEntries(instances),
    secrets: Object.entries(description.secrets).filter(([, file]) => file.machines.includes(machine)),
    backups: description.backups,
  };
}
