/** How far back charts look; each is a link. */
export const ranges = ["day", "week", "year"] as const;

/** One of them. */
export type Range = (typeof ranges)[number];

const hourMilliseconds = 3_600_000;
const dayMilliseconds = 24 * hourMilliseconds;

/** What follows from a range. Text of moments is in UTC, as everywhere in the panel. */
interface RangeFacts {
  readonly milliseconds: number;
  /** Points that are asked for at most: about one for every two pixels of the widest chart. */
  readonly points: number;
  /** How long a row of the table stands for. */
  readonly rowMilliseconds: number;
  /** Below the chart: short, for five stand beside each other on a phone. */
  readonly moment: Intl.DateTimeFormat;
  /** In the table. */
  readonly row: Intl.DateTimeFormat;
}

const words = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });

/** By range. */
export const rangeFacts: Readonly<Record<Range, RangeFacts>> = {
  day: {
    milliseconds: dayMilliseconds,
    points: 288,
    rowMilliseconds: hourMilliseconds,
    moment: words({ hour: "2-digit", minute: "2-digit" }),
    row: words({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }),
  },
  week: {
    milliseconds: 7 * dayMilliseconds,
    points: 336,
    rowMilliseconds: 6 * hourMilliseconds,
    moment: words({ weekday: "short", day: "numeric" }),
    row: words({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }),
  },
  year: {
    milliseconds: 365 * dayMilliseconds,
    points: 365,
    rowMilliseconds: 7 * dayMilliseconds,
    moment: words({ month: "short" }),
    row: words({ day: "numeric", month: "short", year: "numeric" }),
  },
};

/** The range that an address asks for; a week unless it says another one. */
export function rangeOf(text: string): Range {
  return ranges.find((range) => range === text) ?? "week";
}
