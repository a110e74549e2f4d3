import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Chart, type ChartProps } from "./Chart.tsx";
import { layOutChart } from "./layout.ts";
import { bucketPoints, extremesOf, stretchesOf } from "./points.ts";

const minute = 60_000;
const start = Date.UTC(2026, 10, 16);

/** One point every five minutes. */
function every5Minutes(values: readonly (number | null)[]) {
  return values.map((value, index) => ({ at: start + index * 5 * minute, value }));
}

const span = { from: start, to: start + 60 * minute };

describe("where nothing was seen", () => {
  it("breaks the line at a value that is missing and where nobody looked for longer than usual", () => {
    expect(stretchesOf(every5Minutes([1, 2, null, 3, 4])).map(({ length }) => length)).toEqual([2, 2]);
    const late = every5Minutes([1, 2, 3]).concat({ at: start + 40 * minute, value: 4 });
    expect(stretchesOf(late).map(({ length }) => length)).toEqual([3, 1]);
  });

  it("keeps one look that was late or missed in the line", () => {
    const missed = every5Minutes([1, 2, 3, 4]).filter((_, index) => index !== 2);
    expect(stretchesOf(missed)).toHaveLength(1);
  });

  it("shows a point alone as a dot, and says nothing was seen where there is none", () => {
    const { dots, lines } = layOutChart(every5Minutes([1, 2, null, 5, null, 6, 7]), span, { height: 100 });
    expect(dots).toHaveLength(1);
    expect(lines).toHaveLength(2);
    expect(extremesOf(every5Minutes([null, null]))).toBeNull();
  });

  it("leaves empty stretches of time out of the table instead of calling them zero", () => {
    const day = bucketPoints(every5Minutes([2, 4, null, ...Array<null>(20).fill(null), 9]), 30 * minute);
    expect(day).toEqual([
      { at: start, value: 3 },
      { at: start + 90 * minute, value: 9 },
    ]);
  });
});

describe("the picture", () => {
  it("begins at zero and reaches the limit, so that a small change stays small", () => {
    const { levels, limitY, end } = layOutChart(every5Minutes([98, 99]), span, { height: 100, limit: 100 });
    expect(levels[0]).toEqual({ value: 0, y: 100 });
    expect(limitY).toBe(0);
    expect(end?.y).toBeCloseTo(1);
  });

  it("draws the whole span that was asked for, also where looks began later", () => {
    const late = [
      { at: start + 30 * minute, value: 1 },
      { at: start + 60 * minute, value: 1 },
    ];
    expect(layOutChart(late, span, { height: 100 }).lines[0]).toMatch(/^M500,/);
  });

  it("leaves out what lies outside of the span", () => {
    const old = { at: start - minute, value: 900 };
    expect(layOutChart([old, ...every5Minutes([1, 2])], span, { height: 100 }).levels.at(-1)?.value).toBe(2);
  });

  it("has levels that are whole numbers of the unit they are written in", () => {
    const { levels } = layOutChart(every5Minutes([30_000, 40_960]), span, { height: 100, limit: 81_920, unit: 1024 });
    expect(levels.map(({ value }) => value / 1024)).toEqual([0, 20, 40, 60, 80]);
  });

  it("names whole people only", () => {
    const { levels } = layOutChart(every5Minutes([1, 2]), span, { height: 100 });
    expect(levels.map(({ value }) => value)).toEqual([0, 1, 2]);
  });
});

describe("a chart", () => {
  const props: ChartProps = {
    title: "Users",
    points: every5Minutes([3, 9, 6]),
    span,
    format: (value) => `${value} people`,
    momentText: (at) => new Date(at).toISOString().slice(11, 16),
    rows: { stepMilliseconds: 5 * minute, text: (at) => `at ${new Date(at).toISOString().slice(11, 16)}` },
    labels: {
      describe: ({ least, most, last }) => `between ${least} and ${most}, now ${last}`,
      nothing: "Nothing seen yet.",
      least: "least",
      most: "most",
      last: "now",
      asTable: "As a table",
      when: "When",
    },
  };

  it("says the last, the least and the most in words, for eyes and for screen readers", () => {
    const html = renderToStaticMarkup(<Chart {...props} />);
    expect(html).toContain("least 3 people · most 9 people");
    expect(html).toContain(">between 3 people and 9 people, now 6 people</desc>");
    expect(html).toMatch(/role="img" aria-labelledby="([^" ]+) ([^" ]+)"><title id="\1">Users<\/title><desc id="\2"/);
  });

  it("has the same as a table, newest first", () => {
    const html = renderToStaticMarkup(<Chart {...props} />);
    const rows = [...html.matchAll(/at (\d\d:\d\d)/g)].map(([, time]) => time);
    expect(rows).toEqual(["00:10", "00:05", "00:00"]);
  });

  it("says so where nothing was seen, instead of an empty picture", () => {
    const html = renderToStaticMarkup(<Chart {...props} points={[]} />);
    expect(html).toContain("Nothing seen yet.");
    expect(html).not.toContain("<svg");
  });
});
