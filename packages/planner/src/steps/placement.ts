import {
  addressOf,
  dimensions,
  errorAt,
  fits,
  shortage,
  subtractCapacity,
  type Capacity,
  type Description,
  type Diagnostic,
  type Environment,
  type MachineOffer,
  type Slug,
} from "@allotment/model";
import { matchGroups } from "../matching.ts";
import type { PlanInput } from "../input.ts";
import { decision, type StepResult } from "../report.ts";
import { claimConflicts, nameOf, type Group } from "./groups.ts";
import { homesOf } from "./left-behind.ts";
import { isMinimal, saidOf } from "./minimal.ts";

/** Where each instance goes: machine by slug. */
export type Placement = ReadonlyMap<Slug, Slug>;

/** Kept free on every machine for the system itself unless the policy says otherwise. */
export const defaultReserve: Capacity = { cpuMillicores: 200, memoryMiB: 512, diskGiB: 10 };

/**
 * Gives every group a machine. What is placed stays where it is, because its state is there; new groups go to the
 * smallest machine that takes them. Where one does not fit, it says which dimension is short, by how much, and on how
 * many machines.
 */
export function placeGroups(input: PlanInput, groups: readonly Group[]): StepResult<Placement> {
  const conflicts = groups.flatMap(claimConflicts);
  if (conflicts.length > 0) return { value: new Map(), decisions: [], diagnostics: conflicts };
  const kept = groups.map((group) => keptMachines(group, input.deployed));
  const reservedFor = new Map(kept.flatMap((machines, index) => machines.map((machine) => [machine, index] as const)));
  const candidates = groups.map((group, index) =>
    candidatesOf(input, group, kept[index] ?? []).filter((machine) => (reservedFor.get(machine) ?? index) === index),
  );
  const matched = matchGroups(candidates);
  const results = groups.map((group, index) => placed(input, group, kept[index] ?? [], matched[index] ?? null));
  return {
    value: new Map(results.flatMap((result) => [...result.value])),
    decisions: results.flatMap((result) => result.decisions),
    diagnostics: results.flatMap((result) => result.diagnostics),
  };
}

// Machines where instances of the group are now, sorted.
function keptMachines(group: Group, deployed: Description | null): readonly Slug[] {
  const slugs = new Set(group.instances.map((instance) => instance.slug));
  const machines = Object.entries(deployed?.instances ?? {})
    .filter(([slug]) => slugs.has(slug))
    .flatMap(([, instance]) => Object.values(instance.components).map((component) => component.machine));
  return [...new Set(machines)].sort();
}

// A group that is placed has one candidate: where it is. Others go where they left their data, else take the tightest fit
// first, so that large ones stay free.
function candidatesOf(input: PlanInput, group: Group, kept: readonly Slug[]): readonly Slug[] {
  const usable = usableMachines(input, group).filter(([, machine]) =>
    fits(group.need, roomOn(input.environment, machine)),
  );
  const homes = group.instances.flatMap((instance) => homesOf(input.deployed, instance.slug));
  const away = (name: Slug) => (homes.includes(name) ? 0 : 1);
  const names = usable
    .sort(([nameA, a], [nameB, b]) => away(nameA) - away(nameB) || sizeOf(a) - sizeOf(b) || (nameA < nameB ? -1 : 1))
    .map(([name]) => name);
  return kept.length === 0 ? names : names.filter((name) => kept.length === 1 && name === kept[0]);
}

function usableMachines(input: PlanInput, group: Group): [Slug, MachineOffer][] {
  return availableMachines(input, group).filter(([, machine]) => group.obstacles.length === 0 || !isMinimal(machine));
}

// What is neither somebody else's nor against the policy.
function availableMachines(input: PlanInput, group: Group): [Slug, MachineOffer][] {
  const labels = requiredLabels(input.environment, group);
  return Object.entries(input.environment.offers.machine).filter(
    ([name, machine]) =>
      machine.placement === "dedicated" &&
      !input.taken.machines.has(name) &&
      labels.every((label) => machine.labels?.includes(label)),
  );
}

function requiredLabels(environment: Environment, group: Group): readonly string[] {
  const ids = new Set(group.instances.map((instance) => instance.module.id));
  return (environment.policy.rules ?? [])
    .filter((rule) => ids.has(rule.application))
    .flatMap((rule) => rule.machineLabels);
}

/** What a machine has, in the units of requirements. */
export function capacityOf(machine: MachineOffer): Capacity {
  return { cpuMillicores: machine.cpuCores * 1000, memoryMiB: machine.memoryMiB, diskGiB: machine.diskGiB };
}

/** What is kept free on every machine of an environment. */
export function reserveOf(environment: Environment): Capacity {
  return environment.policy.reserve ?? defaultReserve;
}

function roomOn(environment: Environment, machine: MachineOffer): Capacity {
  return subtractCapacity(capacityOf(machine), reserveOf(environment));
}

// One number to order machines by: memory runs out first, so it counts first.
function sizeOf(machine: MachineOffer): number {
  return machine.memoryMiB + machine.cpuCores * 1024 + machine.diskGiB;
}

function placed(input: PlanInput, group: Group, kept: readonly Slug[], machine: Slug | null): StepResult<Placement> {
  if (machine === null) return { value: new Map(), decisions: [], diagnostics: whyNot(input, group, kept) };
  const code = kept.length > 0 ? "report.stays-on-machine" : "report.tightest-fit";
  return {
    value: new Map(group.instances.map((instance) => [instance.slug, machine])),
    decisions: group.instances.map((instance) => decision(addressOf("instances", instance.slug), code, { machine })),
    diagnostics: [],
  };
}

function whyNot(input: PlanInput, group: Group, kept: readonly Slug[]): Diagnostic[] {
  const address =
    group.instances.length === 1 ? addressOf("applications", group.instances[0]?.slug ?? "") : "applications";
  const name = nameOf(group);
  const declared = Object.entries(input.environment.offers.machine);
  if (kept.length > 1) return [errorAt(address, "would-join-machines", { name, machines: kept.join(", ") })];
  const usable = usableMachines(input, group);
  const home = kept[0];
  const barred = saidOf(address, group.obstacles, barredMachines(input, group, home));
  if (home !== undefined && barred.length > 0) return barred;
  if (home !== undefined && !usable.some(([machine]) => machine === home))
    return [errorAt(address, "machine-gone", { name, machine: home })];
  const considered = home === undefined ? usable : usable.filter(([machine]) => machine === home);
  if (considered.length === 0) {
    const taken = declared.filter(([machine]) => input.taken.machines.has(machine)).length;
    // Where each machine has its own reason, another machine of that kind would help nobody.
    if (taken === 0 && barred.length > 0) return barred;
    return [errorAt(address, "no-machine", { name, declared: declared.length, taken }), ...barred];
  }
  const short = considered.map(([, machine]) => shortage(group.need, roomOn(input.environment, machine)));
  const fitting = short.some((one) => Object.keys(one).length === 0);
  if (fitting && home !== undefined) return [errorAt(address, whyLeave(input, group, home), { name, machine: home })];
  if (fitting) return [errorAt(address, "too-few-machines", { name, machines: considered.length }), ...barred];
  return [
    errorAt(address, "does-not-fit", {
      name,
      machines: considered.length,
      ...(home === undefined ? {} : { machine: home }),
    }),
    ...shortDimensions(address, name, group.need, short),
    ...barred,
  ];
}

// Machines without NixOS that would do otherwise; of a group that is placed, the one where it is.
function barredMachines(input: PlanInput, group: Group, home: Slug | undefined): readonly Slug[] {
  const minimal = availableMachines(input, group).filter(([, machine]) => isMinimal(machine));
  return minimal.map(([name]) => name).filter((name) => home === undefined || name === home);
}

// Either the policy now parts what shares a machine, or another part of this plan needs the machine.
function whyLeave({ deployed }: PlanInput, group: Group, machine: Slug): string {
  const slugs = new Set(group.instances.map((instance) => instance.slug));
  const others = deployed?.machines[machine]?.instances.filter((slug) => !slugs.has(slug)) ?? [];
  return others.length > 0 ? "would-split-machine" : "would-leave-machine";
}

// For each dimension: on how many machines it is short, and by how much where it is least so (processors in cores).
function shortDimensions(
  address: string,
  name: string,
  need: Capacity,
  short: readonly Partial<Capacity>[],
): Diagnostic[] {
  return dimensions.flatMap((dimension) => {
    const amounts = short.flatMap((one) => one[dimension] ?? []);
    if (amounts.length === 0) return [];
    const shown = (amount: number) => (dimension === "cpuMillicores" ? amount / 1000 : amount);
    const params = {
      name,
      short: amounts.length,
      machines: short.length,
      by: shown(Math.min(...amounts)),
      need: shown(need[dimension]),
    };
    return [errorAt(address, `short-of-${dimension}`, params)];
  });
}
