/** How values of a metric are written. */
type Unit = "count" | "mebibytes" | "milliseconds" | "seconds";

/** A figure that is drawn, in the order of the page. */
export interface FigureWish {
  /** As the checks call it. */
  readonly metric: string;
  /** Its title: a key below `health.figures`. */
  readonly title: "users" | "activeUsers" | "posts" | "response" | "queue" | "disk";
  readonly unit: Unit;
}

/** Figures of applications and machines that people ask about. Others are kept and not drawn. */
export const figures: readonly FigureWish[] = [
  { metric: "activeMonth", title: "activeUsers", unit: "count" },
  { metric: "users", title: "users", unit: "count" },
  { metric: "posts", title: "posts", unit: "count" },
  { metric: "responseMilliseconds", title: "response", unit: "milliseconds" },
  { metric: "queueSeconds", title: "queue", unit: "seconds" },
  { metric: "diskUsedMiB", title: "disk", unit: "mebibytes" },
];

const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

/** From so much on the next larger unit is easier to read. The first whose size is not larger than the value is taken. */
const sizes: Readonly<Record<Unit, readonly { readonly size: number; readonly suffix: string }[]>> = {
  count: [{ size: 1, suffix: "" }],
  mebibytes: [
    { size: 1024, suffix: " GiB" },
    { size: 1, suffix: " MiB" },
  ],
  milliseconds: [
    { size: 1000, suffix: " s" },
    { size: 1, suffix: " ms" },
  ],
  seconds: [
    { size: 3600, suffix: " h" },
    { size: 60, suffix: " min" },
    { size: 1, suffix: " s" },
  ],
};

/** How many of the unit make one of what values up to this one are written in. */
export function unitSize(unit: Unit, most: number): number {
  return sizes[unit].find(({ size }) => most >= size)?.size ?? 1;
}

/** A value with its unit, in the size that is easiest to read; of a size that is given, where several stand together. */
export function figureText(unit: Unit, value: number, size = unitSize(unit, value)): string {
  const suffix = sizes[unit].find((one) => one.size === size)?.suffix ?? "";
  return `${(size === 1 ? whole : tenths).format(value / size)}${suffix}`;
}
