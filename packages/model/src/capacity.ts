import type { Capacity } from "./generated/schemas.ts";

/** The dimensions of a capacity, in the order in which they are reported. */
export const dimensions = ["cpuMillicores", "memoryMiB", "diskGiB"] as const satisfies readonly (keyof Capacity)[];

/** One dimension of a capacity. */
export type Dimension = (typeof dimensions)[number];

/** Nothing at all. */
export const noCapacity: Capacity = { cpuMillicores: 0, memoryMiB: 0, diskGiB: 0 };

/** The sum of capacities. */
export function sumCapacity(all: readonly Capacity[]): Capacity {
  return all.reduce((sum, one) => mapCapacity(sum, (value, dimension) => value + one[dimension]), noCapacity);
}

/** What is left of `whole` without `part`; negative where the part is larger. */
export function subtractCapacity(whole: Capacity, part: Capacity): Capacity {
  return mapCapacity(whole, (value, dimension) => value - part[dimension]);
}

/** By how much `needed` exceeds `available`, only in the dimensions where it does. */
export function shortage(needed: Capacity, available: Capacity): Partial<Record<Dimension, number>> {
  const missing = dimensions.map((dimension) => [dimension, needed[dimension] - available[dimension]] as const);
  return Object.fromEntries(missing.filter(([, amount]) => amount > 0));
}

/** Whether `needed` fits into `available`. */
export function fits(needed: Capacity, available: Capacity): boolean {
  return dimensions.every((dimension) => needed[dimension] <= available[dimension]);
}

function mapCapacity(capacity: Capacity, change: (value: number, dimension: Dimension) => number): Capacity {
  return {
    cpuMillicores: change(capacity.cpuMillicores, "cpuMillicores"),
    memoryMiB: change(capacity.memoryMiB, "memoryMiB"),
    diskGiB: change(capacity.diskGiB, "diskGiB"),
  };
}
