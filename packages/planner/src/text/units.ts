import type { Capacity, CapacityUse } from "@allotment/model";

/** Use of a machine in words: what is used after the plan of what is free for applications. */
export function capacityLine(use: CapacityUse): string {
  const free = (dimension: keyof Capacity) => use.capacity[dimension] - use.reserved[dimension];
  const cores = `${coresText(use.after.cpuMillicores)} of ${coresText(free("cpuMillicores"))} cores`;
  const memory = `${gibText(use.after.memoryMiB)} of ${gibText(free("memoryMiB"))} GiB memory`;
  return `${cores}, ${memory}, ${use.after.diskGiB} of ${free("diskGiB")} GiB disk`;
}

function coresText(millicores: number): string {
  return String(Math.round(millicores / 10) / 100);
}

function gibText(memoryMiB: number): string {
  return String(Math.round((memoryMiB / 1024) * 10) / 10);
}
