import { useId } from "react";
import { chartWidth, layOutChart, type ChartShape, type ChartSpan } from "./layout.ts";
import type { ChartPoint } from "./points.ts";

export type ChartPictureProps = {
  readonly title: string;
  /** What is seen in it, in a sentence, for screen readers. */
  readonly description: string;
  readonly points: readonly ChartPoint[];
  readonly span: ChartSpan;
  /** What values are written in, so that the levels are whole numbers of it: 1024 for GiB where values are MiB. */
  readonly unit?: number | undefined;
  /** A value with its unit: "12 GiB". */
  readonly format: (value: number) => string;
  /** A moment as it stands below: "14:00", "Mon 16". Short: four of them stand beside each other on a phone. */
  readonly momentText: (at: number) => string;
  /** What the values cannot exceed, with its words: the size of a disk. */
  readonly limit?: { readonly value: number; readonly label: string } | undefined;
};

const height = 132;
const top = 18;
const below = 24;

/** Percentage of the width beyond which words below would leave the picture. */
const edge = { start: 6, end: 94 };

/**
 * The picture of a chart. The drawing is stretched to the width that there is, words and lines are not: it is read as well on a phone
 * as on a wide screen, without scripts.
 */
export function ChartPicture({ title, description, points, span, format, momentText, limit, unit }: ChartPictureProps) {
  const id = useId();
  const shape = layOutChart(points, span, { height, limit: limit?.value, unit });
  return (
    <svg
      className="c-chart__picture"
      width="100%"
      height={top + height + below}
      role="img"
      aria-labelledby={`${id}title ${id}description`}
    >
      <title id={`${id}title`}>{title}</title>
      <desc id={`${id}description`}>{description}</desc>
      <Drawing shape={shape} />
      {shape.limitY !== null && limit && (
        <g className="c-chart__limit">
          <line x1="0" x2="100%" y1={top + shape.limitY} y2={top + shape.limitY} />
          <text x="100%" y={top + shape.limitY - 4} textAnchor="end">
            {limit.label}
          </text>
        </g>
      )}
      {shape.levels.map(({ value, y }) => (
        <text key={value} className="c-chart__level" x="0" y={top + y - 4}>
          {format(value)}
        </text>
      ))}
      {shape.moments.map(({ at, x }) => (
        <text key={at} className="c-chart__moment" x={`${x}%`} y={top + height + 16} textAnchor={anchorAt(x)}>
          {momentText(at)}
        </text>
      ))}
    </svg>
  );
}

function Drawing({ shape }: { readonly shape: ChartShape }) {
  return (
    <>
      {shape.levels.map(({ value, y }) => (
        <line key={value} className="c-chart__rule" x1="0" x2="100%" y1={top + y} y2={top + y} />
      ))}
      <svg
        x="0"
        y={top}
        width="100%"
        height={height}
        viewBox={`0 0 ${chartWidth} ${height}`}
        preserveAspectRatio="none"
      >
        {shape.areas.map((path) => (
          <path key={path} className="c-chart__area" d={path} />
        ))}
        {shape.lines.map((path) => (
          <path key={path} className="c-chart__line" d={path} vectorEffect="non-scaling-stroke" />
        ))}
      </svg>
      {shape.dots.map(({ x, y }) => (
        <circle key={x} className="c-chart__dot" cx={`${x}%`} cy={top + y} r="2" />
      ))}
      {shape.end && <circle className="c-chart__end" cx={`${shape.end.x}%`} cy={top + shape.end.y} r="3.5" />}
    </>
  );
}

function anchorAt(x: number): "start" | "middle" | "end" {
  if (x < edge.start) return "start";
  return x > edge.end ? "end" : "middle";
}
