import { chartWidth, layOutChart, type ChartSpan } from "./layout.ts";
import type { ChartPoint } from "./points.ts";

export type SparklineProps = {
  readonly points: readonly ChartPoint[];
  readonly span: ChartSpan;
  /** The same in words: "1,240 users, 1,100 a week ago". Shown beside the picture, so that the picture itself is silent. */
  readonly text: string;
};

const height = 24;

/** A small line in a list, with its last value in words beside it. */
export function Sparkline({ points, span, text }: SparklineProps) {
  const shape = layOutChart(points, span, { height });
  return (
    <span className="c-sparkline">
      <svg viewBox={`0 0 ${chartWidth} ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <line className="c-chart__rule" x1="0" x2={chartWidth} y1={height} y2={height} />
        {shape.lines.map((path) => (
          <path key={path} className="c-chart__line" d={path} vectorEffect="non-scaling-stroke" />
        ))}
      </svg>
      <span>{text}</span>
    </span>
  );
}
