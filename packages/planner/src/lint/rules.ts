import {
  addressOf,
  dimensions,
  errorAt,
  isAddressRecord,
  sumCapacity,
  type DescribedInstance,
  type Description,
  type Diagnostic,
  type SecretSource,
} from "@allotment/model";
import { erasesNothingElse, stoppedIsLeftAlone } from "./standing-rules.ts";

type Rule = (description: Description) => readonly Diagnostic[];

/** The rules, each on its own; one line added here is one more thing that is checked everywhere. */
export const rules: readonly Rule[] = [
  machinesExist,
  machinesAgree,
  oneOfEachApplication,
  usedCoversComponents,
  stateHasAHome,
  secretsHaveSources,
  secretFilesExist,
  virtualHostsOnce,
  addressesInDns,
  minimalCarriesLittle,
  stoppedIsLeftAlone,
  erasesNothingElse,
];

function instancesOf(description: Description): [string, DescribedInstance][] {
  return Object.entries(description.instances);
}

function machinesExist(description: Description): Diagnostic[] {
  return instancesOf(description).flatMap(([slug, instance]) =>
    Object.entries(instance.components)
      .filter(([, component]) => !Object.hasOwn(description.machines, component.machine))
      .map(([role]) => errorAt(addressOf("instances", slug, "components", role), "lint-no-machine")),
  );
}

function machinesAgree(description: Description): Diagnostic[] {
  return Object.entries(description.machines).flatMap(([name, machine]) => {
    const here = instancesOf(description).filter(([, one]) =>
      Object.values(one.components).some((component) => component.machine === name),
    );
    const slugs = here.map(([slug]) => slug).sort();
    return slugs.join() === machine.instances.join()
      ? []
      : [errorAt(addressOf("machines", name), "lint-machine-instances")];
  });
}

// services.mastodon and its like exist once per NixOS system.
function oneOfEachApplication(description: Description): Diagnostic[] {
  return Object.entries(description.machines).flatMap(([name, machine]) => {
    const applications = machine.instances.map((slug) => description.instances[slug]?.application);
    return new Set(applications).size === applications.length
      ? []
      : [errorAt(addressOf("machines", name), "lint-application-twice")];
  });
}

function usedCoversComponents(description: Description): Diagnostic[] {
  return Object.entries(description.machines).flatMap(([name, machine]) => {
    const components = instancesOf(description).flatMap(([, one]) => Object.values(one.components));
    const sum = sumCapacity(components.filter((one) => one.machine === name).map((one) => one.capacity));
    return dimensions.some((dimension) => sum[dimension] > machine.used[dimension])
      ? [errorAt(addressOf("machines", name), "lint-used")]
      : [];
  });
}

function stateHasAHome(description: Description): Diagnostic[] {
  return instancesOf(description).flatMap(([slug, instance]) =>
    instance.state
      .filter(
        (item) =>
          !Object.hasOwn(
            item.kind === "directory" ? instance.components : instance.bindings,
            item.kind === "directory" ? item.component : item.binding,
          ),
      )
      .map((item) => errorAt(addressOf("instances", slug, "state", item.role), "lint-state")),
  );
}

function secretsHaveSources(description: Description): Diagnostic[] {
  const known = (source: SecretSource) =>
    !("generated" in source) || Object.hasOwn(description.generators, source.generated);
  return Object.entries(description.secrets)
    .filter(
      ([, file]) =>
        !Object.values(file.parts).every(known) ||
        file.machines.some((machine) => !Object.hasOwn(description.machines, machine)),
    )
    .map(([path]) => errorAt(addressOf("secrets", path), "lint-secret"));
}

// A result that names a file is a promise that the file is there.
function secretFilesExist(description: Description): Diagnostic[] {
  const paths = new Set(Object.values(description.secrets).map((file) => file.path));
  return instancesOf(description).flatMap(([slug, instance]) =>
    Object.entries(instance.bindings)
      .filter(([, binding]) =>
        Object.entries(binding.result).some(
          ([field, value]) => field === "passwordFile" && typeof value === "string" && !paths.has(value),
        ),
      )
      .map(([role]) => errorAt(addressOf("instances", slug, "bindings", role), "lint-secret-file")),
  );
}

function virtualHostsOnce(description: Description): Diagnostic[] {
  const hosts = virtualHosts(description);
  return hosts
    .filter((host, index) => hosts.indexOf(host) !== index)
    .map((host) => errorAt(addressOf("instances"), "lint-host-twice", { host }));
}

function addressesInDns(description: Description): Diagnostic[] {
  const names = new Set(description.dns.filter(isAddressRecord).map((record) => record.name));
  return virtualHosts(description)
    .filter((host) => !names.has(host))
    .map((host) => errorAt("dns", "lint-no-record", { host }));
}

function virtualHosts(description: Description): string[] {
  return instancesOf(description).flatMap(([, instance]) =>
    Object.values(instance.bindings)
      .filter((binding) => binding.type === "http-ingress")
      .map((binding) => String(binding.result["host"])),
  );
}

// A machine without NixOS has no servers and no backups of ours.
function minimalCarriesLittle(description: Description): Diagnostic[] {
  const minimal = Object.entries(description.machines).filter(([, machine]) => machine.hardware.preset === "minimal");
  return minimal
    .filter(([name, machine]) => {
      const bindings = instancesOf(description).flatMap(([, one]) => Object.values(one.bindings));
      const servers = bindings.filter((one) => one.offer === "co-located" && one.machine === name);
      return description.backups !== null || machine.postgresql !== null || servers.length > 0;
    })
    .map(([name]) => errorAt(addressOf("machines", name), "lint-minimal"));
}
