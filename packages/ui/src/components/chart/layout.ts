import { scaleLinear, scaleUtc } from "d3-scale";
import { area, line } from "d3-shape";
import { stretchesOf, type ChartPoint, type Stretch } from "./points.ts";

/** The span of time that is drawn, in milliseconds since 1970. It is drawn whole, also where nothing was seen. */
export type ChartSpan = { readonly from: number; readonly to: number };

/** What a chart is drawn from. */
export type ChartShape = {
  /** The points in order, broken where nothing was seen: paths in units of the drawing. */
  readonly lines: readonly string[];
  readonly areas: readonly string[];
  /** Points that stand alone between gaps: a line of one point would not be seen. */
  readonly dots: readonly ChartPlace[];
  /** Where the line ends; null when nothing was seen. */
  readonly end: ChartPlace | null;
  /** Values at which a line is drawn across. */
  readonly levels: readonly { readonly value: number; readonly y: number }[];
  /** Moments that are named below. */
  readonly moments: readonly { readonly at: number; readonly x: number }[];
  /** Where the limit is, when there is one. */
  readonly limitY: number | null;
};

/** A place: percent of the width, units of the height from the top. */
export type ChartPlace = { readonly x: number; readonly y: number };

/** Units of the drawing across; it is stretched to the width that there is. */
export const chartWidth = 1000;

const tenths = (units: number) => Math.round(units * 10) / 10;

/** Levels beside zero, and moments that are named: as many as stand beside each other on a phone. */
const levelsWanted = 3;
const momentsWanted = 4;

/**
 * Where everything of a chart stands. Values begin at zero, so that a small change never looks like a large one.
 *
 * @param height in pixels
 * @param limit what the values cannot exceed (the size of a disk)
 * @param unit what values are written in, so that levels are whole numbers of it (1024 for GiB where values are MiB)
 */
export function layOutChart(
  points: readonly ChartPoint[],
  { from, to }: ChartSpan,
  { height, limit, unit = 1 }: { height: number; limit?: number | undefined; unit?: number | undefined },
): ChartShape {
  const inside = points.filter(({ at }) => at >= from && at <= to);
  const most = Math.max(limit ?? 0, ...inside.map(({ value }) => value ?? 0));
  const across = scaleUtc([from, to], [0, chartWidth]);
  const inUnits = scaleLinear([0, most > 0 ? most / unit : 1], [height, 0]);
  const scale = limit === undefined ? inUnits.nice(levelsWanted) : inUnits;
  const up = (value: number) => scale(value / unit);
  const stretches = stretchesOf(inside);
  const place = ({ at, value }: Stretch[number]): ChartPlace => ({ x: across(at) / (chartWidth / 100), y: up(value) });
  const last = stretches.at(-1)?.at(-1);
  return {
    ...pathsOf(
      stretches,
      (at) => tenths(across(at)),
      (value) => tenths(up(value)),
      height,
    ),
    dots: stretches.flatMap(([first, ...more]) => (first && more.length === 0 ? [place(first)] : [])),
    end: last === undefined ? null : place(last),
    levels: levelsOf(most, scale.ticks(levelsWanted)).map((level) => ({ value: level * unit, y: scale(level) })),
    moments: across
      .ticks(momentsWanted)
      .map((moment) => ({ at: moment.getTime(), x: across(moment) / (chartWidth / 100) })),
    limitY: limit === undefined ? null : up(limit),
  };
}

function pathsOf(
  stretches: readonly Stretch[],
  across: (at: number) => number,
  up: (value: number) => number,
  height: number,
): Pick<ChartShape, "lines" | "areas"> {
  const long = stretches.filter(({ length }) => length > 1);
  const drawLine = line<Stretch[number]>(
    ({ at }) => across(at),
    ({ value }) => up(value),
  );
  const drawArea = area<Stretch[number]>(
    ({ at }) => across(at),
    height,
    ({ value }) => up(value),
  );
  return {
    lines: long.map((stretch) => drawLine([...stretch]) ?? ""),
    areas: long.map((stretch) => drawArea([...stretch]) ?? ""),
  };
}

// Counts have no halves: levels between whole numbers would promise more than is measured.
function levelsOf(most: number, levels: readonly number[]): readonly number[] {
  return most >= 1 && most <= levelsWanted ? levels.filter((level) => Number.isInteger(level)) : levels;
}
