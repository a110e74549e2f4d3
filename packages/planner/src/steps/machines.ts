import {
  type Capacity,
  type DescribedInstance,
  type DescribedMachine,
  type DescribedPostgresql,
  type MachineOffer,
  type PostgresqlRequest,
  type PostgresqlResult,
  type Slug,
  noCapacity,
  sumCapacity,
} from "@allotment/model";
import type { PlanInput } from "../input.ts";
import { adminKeysOf } from "./admin-keys.ts";
import { needOf } from "./groups.ts";
import { coLocated, type ChosenOffer } from "./offers.ts";
import { capacityOf, reserveOf, type Placement } from "./placement.ts";
import type { RequiringInstance } from "./requirements.ts";

/** The instances as they were described, bindings included. */
type Described = Readonly<Record<Slug, DescribedInstance>>;

/**
 * The machines that carry instances, by name, with everything a NixOS system of theirs needs to know.
 *
 * @param kept machines that stay whatever they carry, because something is left on them
 */
export function describeMachines(
  input: PlanInput,
  instances: readonly RequiringInstance[],
  offers: readonly ChosenOffer[],
  placement: Placement,
  described: Described,
  kept: readonly Slug[],
): Record<Slug, DescribedMachine> {
  const names = [...new Set([...placement.values(), ...kept])].sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const offer = input.environment.offers.machine[name];
      const here = instances.filter((instance) => placement.get(instance.slug) === name);
      return offer ? [[name, describeMachine(input, name, offer, here, offers, described)] as const] : [];
    }),
  );
}

/** A machine that is to carry nothing: as the provider declares it by now, or else as it was. */
export function emptyMachine(input: PlanInput, name: Slug, deployed: DescribedMachine): DescribedMachine {
  const offer = input.environment.offers.machine[name];
  if (offer) return describeMachine(input, name, offer, [], [], {});
  const firewall = { tcp: [deployed.ssh.port], udp: [] };
  return { ...deployed, instances: [], used: noCapacity, firewall, postgresql: null };
}

function describeMachine(
  input: PlanInput,
  name: Slug,
  offer: MachineOffer,
  here: readonly RequiringInstance[],
  offers: readonly ChosenOffer[],
  described: Described,
): DescribedMachine {
  const used: Capacity = sumCapacity(here.map((instance) => needOf(instance, offers)));
  const preset = offer.hardware?.preset ?? "existing";
  return {
    offer: name,
    system: offer.system,
    ipv4: offer.ipv4 ?? null,
    ipv6: offer.ipv6 ?? null,
    hostPublicKey: offer.hostPublicKey,
    ssh: { user: offer.ssh?.user ?? "root", port: offer.ssh?.port ?? 22 },
    // What NixOS was first installed with stays for ever: state on the disk has that form.
    stateVersion: input.deployed?.machines[name]?.stateVersion ?? offer.stateVersion ?? input.environment.nixosRelease,
    hardware: {
      preset,
      disk: preset === "single-disk" ? (offer.hardware?.disk ?? "/dev/vda") : null,
      ...ownModule(offer),
    },
    adminKeys: adminKeysOf(input),
    instances: here.map((instance) => instance.slug).sort(),
    capacity: capacityOf(offer),
    reserved: reserveOf(input.environment),
    used,
    firewall: firewallOf(offer, here),
    postgresql: describePostgresql(here, offers, described),
  };
}

// A machine without NixOS has no use for it.
function ownModule({ hardware }: MachineOffer): Pick<DescribedMachine["hardware"], "module"> {
  return hardware?.module === undefined || hardware.preset === "minimal" ? {} : { module: hardware.module };
}

function firewallOf(offer: MachineOffer, here: readonly RequiringInstance[]): DescribedMachine["firewall"] {
  const components = here.flatMap((instance) => Object.values(instance.requirements.components));
  const open = (kind: "tcp" | "udp") => components.flatMap((component) => component.openPorts?.[kind] ?? []);
  const web = here.length > 0 ? [80, 443] : [];
  return { tcp: ports([offer.ssh?.port ?? 22, ...web, ...open("tcp")]), udp: ports(open("udp")) };
}

function ports(all: readonly number[]): number[] {
  return [...new Set(all)].sort((a, b) => a - b);
}

// One server for all databases of the machine: its memory and connections are the sum of what they ask for.
function describePostgresql(
  here: readonly RequiringInstance[],
  offers: readonly ChosenOffer[],
  described: Described,
): DescribedPostgresql | null {
  const slugs = new Set(here.map((instance) => instance.slug));
  const local = offers.filter(
    (one) => slugs.has(one.slug) && one.offer === coLocated && one.requirement.type === "postgresql",
  );
  if (local.length === 0) return null;
  const requests = local.map((one) => one.requirement.request as unknown as PostgresqlRequest);
  const versions = local.map((one) => versionOf(described, one));
  return {
    version: Math.max(...versions),
    memoryMiB: sum(requests.map((request) => request.capacity.memoryMiB)),
    connectionsMax: sum(requests.map((request) => request.connectionsMax)),
  };
}

function versionOf(described: Described, { slug, role }: ChosenOffer): number {
  const binding = described[slug]?.bindings[role];
  if (!binding) throw new Error(`${slug} has no binding ${role}`);
  return (binding.result as unknown as PostgresqlResult).version;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
