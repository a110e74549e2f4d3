import type { Capacity } from "@allotment/model";
import { texts } from "../../../texts/texts.ts";

/** One dimension as a bar: figures in people's units, and in words. */
export interface CapacityRow {
  readonly label: string;
  readonly used: number;
  readonly total: number;
  readonly text: string;
  readonly overText: string | undefined;
}

const units = { cpuMillicores: 1000, memoryMiB: 1024, diskGiB: 1 } as const;

/** Processor in cores, memory and disk in GiB. */
export function capacityRows(used: Capacity, total: Capacity): readonly CapacityRow[] {
  const t = texts("environments");
  return (["cpuMillicores", "memoryMiB", "diskGiB"] as const).map((dimension) => {
    const [has, takes] = [total[dimension] / units[dimension], used[dimension] / units[dimension]];
    return {
      label: t(`capacity.${dimension}.label`),
      used: takes,
      total: has,
      text: t(`capacity.${dimension}.text`, { used: rounded(takes), total: rounded(has) }),
      overText: takes > has ? t(`capacity.${dimension}.over`, { amount: rounded(takes - has) }) : undefined,
    };
  });
}

function rounded(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 1 });
}
