import { catalogueDigest } from "@allotment/catalogue";
import {
  digestOf,
  secretPath,
  type Binding,
  type DescribedComponent,
  type DescribedInstance,
  type Description,
  type Generator,
  type InstanceDetails,
  type ObjectPath,
  type ResolvedBinding,
  type Role,
  type SecretFile,
} from "@allotment/model";
import type { PlanInput } from "../input.ts";
import { describeBackups } from "./backups.ts";
import { bindInstance } from "./bindings.ts";
import { describeDns } from "./dns.ts";
import { leftBehind } from "./left-behind.ts";
import { describeMachines } from "./machines.ts";
import type { ChosenOffer } from "./offers.ts";
import type { Placement } from "./placement.ts";
import { describePull } from "./pull.ts";
import type { RequiringInstance } from "./requirements.ts";
import { numbered } from "./rotations.ts";
import { stoppedInstance } from "./stopped.ts";
import type { ValidConfiguration } from "./validate.ts";

/** An instance of the description with the secrets it brings. */
export interface InstanceParts {
  readonly instance: DescribedInstance;
  readonly generators: Readonly<Record<ObjectPath, Generator>>;
  readonly secrets: Readonly<Record<ObjectPath, SecretFile>>;
}

/** Everything that has been decided, as one description. Nothing is chosen here. */
export function describe(
  input: PlanInput,
  valid: ValidConfiguration,
  instances: readonly RequiringInstance[],
  offers: readonly ChosenOffer[],
  placement: Placement,
  backupOffer: ChosenOffer | null,
): Description {
  const parts = Object.fromEntries(
    instances.map((instance) => [instance.slug, describeInstance(input, instance, offers, placement)] as const),
  );
  const described = mapValues(parts, (part) => part.instance);
  const backups = describeBackups(input, valid.configuration, described, backupOffer);
  const left = leftBehind(input, placement);
  const machines = describeMachines(input, instances, offers, placement, described, Object.keys(left?.machines ?? {}));
  const pull = describePull(input, Object.keys(machines));
  return {
    schemaVersion: 1,
    deployment: input.deployment,
    nixosRelease: input.environment.nixosRelease,
    orchestrator: input.environment.orchestrator,
    digests: {
      configuration: digestOf(valid.configuration),
      environment: digestOf(input.environment),
      catalogue: catalogueDigest(input.applications),
    },
    machines,
    instances: described,
    generators: numbered(
      merge([...Object.values(parts).map((part) => part.generators), backups.generators, pull.generators]),
      valid.configuration.rotations ?? {},
      input.deployed?.generators ?? {},
    ),
    secrets: merge([...Object.values(parts).map((part) => part.secrets), backups.secrets, pull.secrets]),
    ...recoveryKeys(input),
    ...pull.pull,
    ...(left === null ? {} : { leftBehind: left }),
    dns: describeDns(described),
    backups: backups.backups,
  };
}

function recoveryKeys({ environment }: PlanInput): Pick<Description, "recoveryKeys"> {
  const keys = environment.recoveryKeys ?? [];
  return keys.length === 0 ? {} : { recoveryKeys: [...keys].sort() };
}

function describeInstance(
  input: PlanInput,
  instance: RequiringInstance,
  offers: readonly ChosenOffer[],
  placement: Placement,
): InstanceParts {
  const { slug, module, options, requirements, enabled } = instance;
  const machine = placement.get(slug) ?? "";
  const bound = bindInstance(input, placement, slug, offers);
  const { nixosRelease: release } = input.environment;
  const details = module.detailsOf({ slug, options, release, domains: requirements.domains, bindings: bound.bindings });
  const described: DescribedInstance = {
    application: module.id,
    moduleVersion: module.version,
    version: module.manifest.versions[release],
    domains: requirements.domains,
    options: { ...options },
    components: mapValues(requirements.components, (component): DescribedComponent => ({
      machine,
      capacity: component.capacity,
      settings: { ...component.settings },
    })),
    bindings: mapValues(bound.bindings, withoutSecrets),
    accounts: [...details.accounts],
    state: [...details.state],
    health: [...details.health],
    nodeInfo: details.nodeInfo,
    firstAdministrator: details.firstAdministrator,
    commands: [...details.commands],
  };
  const own = prefixKeys(slug, details.generators);
  return {
    instance: enabled ? described : stoppedInstance(described, "disabled"),
    generators: { ...bound.generators, ...own },
    secrets: secretFiles(slug, machine, details),
  };
}

function withoutSecrets({ secrets: _, ...binding }: ResolvedBinding): Binding {
  return binding;
}

function secretFiles(slug: string, machine: string, details: InstanceDetails): Record<ObjectPath, SecretFile> {
  const files = Object.entries(details.secrets).map(([role, need]): [Role, SecretFile] => [
    role,
    {
      machines: [machine],
      path: secretPath(slug, role),
      owner: need.owner,
      group: need.group,
      mode: need.mode,
      restartUnits: [...need.restartUnits].sort(),
      format: need.format,
      parts: { ...need.parts },
    },
  ]);
  return prefixKeys(slug, Object.fromEntries(files));
}

function prefixKeys<Value>(slug: string, values: Readonly<Record<string, Value>>): Record<ObjectPath, Value> {
  return Object.fromEntries(Object.entries(values).map(([role, value]) => [`${slug}/${role}`, value]));
}

function merge<Value>(all: readonly Readonly<Record<string, Value>>[]): Record<string, Value> {
  return Object.fromEntries(all.flatMap((one) => Object.entries(one)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function mapValues<From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
