import type { ReactNode } from "react";
import { Fold } from "../Fold.tsx";
import { Table } from "../Table.tsx";
import { ChartPicture, type ChartPictureProps } from "./ChartPicture.tsx";
import { bucketPoints, extremesOf } from "./points.ts";

export type ChartLabels = {
  /** "{title}, {from} to {to}": what the picture shows, for screen readers. */
  readonly describe: (words: { readonly least: string; readonly most: string; readonly last: string }) => string;
  /** Said where nothing was seen. */
  readonly nothing: string;
  readonly least: string;
  readonly most: string;
  readonly last: string;
  /** "The same as a table". */
  readonly asTable: string;
  /** Header of the column of times: "Hour", "Day". */
  readonly when: string;
};

export type ChartProps = Omit<ChartPictureProps, "description"> & {
  /** How long a row of the table stands for, and how its time is written. */
  readonly rows: { readonly stepMilliseconds: number; readonly text: (at: number) => string };
  readonly labels: ChartLabels;
  /** What to know about these figures. */
  readonly note?: ReactNode;
};

/** A figure over time: last, least and most in words, the picture, and the same as a table one click below. */
export function Chart({ rows, labels, note, ...picture }: ChartProps) {
  const { points, span, title, format } = picture;
  const inside = points.filter(({ at }) => at >= span.from && at <= span.to);
  const found = extremesOf(inside);
  if (found === null) {
    return (
      <figure className="c-chart">
        <figcaption className="c-chart__title">{title}</figcaption>
        <p className="c-chart__nothing">{labels.nothing}</p>
      </figure>
    );
  }
  const words = { least: format(found.least), most: format(found.most), last: format(found.last) };
  return (
    <figure className="c-chart">
      <figcaption className="c-chart__head">
        <span className="c-chart__title">{title}</span>
        <span className="c-chart__last">
          <span className="u-visually-hidden">{labels.last} </span>
          {words.last}
        </span>
        <span className="c-chart__extremes">
          {labels.least} {words.least} · {labels.most} {words.most}
        </span>
      </figcaption>
      <ChartPicture {...picture} description={labels.describe(words)} />
      {note && <p className="c-chart__note">{note}</p>}
      <Fold summary={labels.asTable} className="c-chart__table">
        <Table
          caption={title}
          captionHidden
          rows={bucketPoints(inside, rows.stepMilliseconds).toReversed()}
          rowKey={({ at }) => String(at)}
          columns={[
            { key: "when", header: labels.when, cell: ({ at }) => rows.text(at) },
            { key: "value", header: title, align: "end", cell: ({ value }) => format(value) },
          ]}
        />
      </Fold>
    </figure>
  );
}

/** Charts beside each other, as many as fit. */
export function ChartGrid({ children }: { readonly children: ReactNode }) {
  return <div className="c-chart-grid">{children}</div>;
}
