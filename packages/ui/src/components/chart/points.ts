/** A figure at some time. Nothing was seen where the value is null. */
export type ChartPoint = {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number | null;
};

/** Points in a row without a gap between them. */
export type Stretch = readonly { readonly at: number; readonly value: number }[];

/** What a series says in words; null when nothing was seen. */
export type Extremes = { readonly least: number; readonly most: number; readonly last: number };

/** Times between two looks from which on the line is broken. */
const gapInLooks = 2.5;

/**
 * The mean of each stretch of time in which something was seen, in order. A stretch without a value is left out: it becomes a gap.
 *
 * @param stepMilliseconds how long a stretch is; it begins at whole multiples of it since 1970
 */
export function bucketPoints(points: readonly ChartPoint[], stepMilliseconds: number): Stretch {
  const buckets = new Map<number, { sum: number; count: number }>();
  for (const { at, value } of points) {
    if (value === null) continue;
    const start = Math.floor(at / stepMilliseconds) * stepMilliseconds;
    const { sum, count } = buckets.get(start) ?? { sum: 0, count: 0 };
    buckets.set(start, { sum: sum + value, count: count + 1 });
  }
  return [...buckets]
    .map(([at, { sum, count }]) => ({ at, value: sum / count }))
    .sort((one, other) => one.at - other.at);
}

/** The points in stretches: the line is broken where longer than usual nobody looked, or nothing was seen. */
export function stretchesOf(points: readonly ChartPoint[]): readonly Stretch[] {
  const sorted = points.toSorted((one, other) => one.at - other.at);
  const gap = usualDistance(sorted) * gapInLooks;
  const stretches: { at: number; value: number }[][] = [];
  let before: number | undefined;
  for (const { at, value } of sorted) {
    if (value === null) {
      before = undefined;
      continue;
    }
    const current = stretches.at(-1);
    if (current === undefined || before === undefined || at - before > gap) stretches.push([{ at, value }]);
    else current.push({ at, value });
    before = at;
  }
  return stretches;
}

/** The least, the most and the last value; null when nothing was seen. */
export function extremesOf(points: readonly ChartPoint[]): Extremes | null {
  const seen = points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));
  const [first] = seen;
  if (first === undefined) return null;
  return seen.reduce(
    (found, { at, value }) => ({
      least: Math.min(found.least, value),
      most: Math.max(found.most, value),
      ...(at >= found.at ? { last: value, at } : { last: found.last, at: found.at }),
    }),
    { least: first.value, most: first.value, last: first.value, at: first.at },
  );
}

// The median, so that a night without looks does not make every distance usual.
function usualDistance(sorted: readonly ChartPoint[]): number {
  const distances = sorted
    .slice(1)
    .map(({ at }, index) => at - (sorted[index]?.at ?? at))
    .sort((one, other) => one - other);
  return distances[Math.floor(distances.length / 2)] ?? Number.POSITIVE_INFINITY;
}
