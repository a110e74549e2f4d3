import { Chart, ChartGrid, EmptyState, type ChartPoint } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";
import { figures, figureText, unitSize, type FigureWish } from "./figures.ts";
import { rangeFacts, ranges, type Range } from "./ranges.ts";

/** A figure of one application or machine over the time that is shown. */
export interface DrawnFigure {
  readonly metric: FigureWish["metric"];
  readonly subject: string;
  readonly points: readonly ChartPoint[];
  /** What it cannot exceed. */
  readonly limit: number | null;
}

/** Figures over time, with links to look back further. */
export function Figures(props: {
  readonly drawn: readonly DrawnFigure[];
  readonly range: Range;
  readonly page: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}) {
  const { drawn, range, page } = props;
  const t = texts("health");
  return (
    <section className="u-stack" aria-labelledby="figures">
      <div className="c-head-row">
        <h2 id="figures">{t("figures.title")}</h2>
        <nav aria-label={t("ranges.label")} className="c-ranges">
          <ul>
            {ranges.map((one) => (
              <li key={one}>
                <a href={`${page}/health?range=${one}#figures`} aria-current={one === range ? "true" : undefined}>
                  {t(`ranges.${one}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {drawn.length === 0 ? (
        <EmptyState title={t("figures.emptyTitle")}>
          <p>{t("figures.empty")}</p>
        </EmptyState>
      ) : (
        <ChartGrid>
          {figures.flatMap((wish) =>
            drawn
              .filter(({ metric }) => metric === wish.metric)
              .map((figure) => (
                <Figure key={`${wish.metric} ${figure.subject}`} {...props} wish={wish} figure={figure} />
              )),
          )}
        </ChartGrid>
      )}
    </section>
  );
}

function Figure(props: {
  readonly wish: FigureWish;
  readonly figure: DrawnFigure;
  readonly range: Range;
  readonly now: number;
}) {
  const { wish, figure, range, now } = props;
  const { milliseconds, rowMilliseconds, moment, row } = rangeFacts[range];
  const t = texts("health");
  const title = t(`figures.${wish.title}`, { subject: figure.subject });
  const unit = unitSize(wish.unit, Math.max(figure.limit ?? 0, ...figure.points.map(({ value }) => value ?? 0)));
  const format = (value: number) => figureText(wish.unit, value, unit);
  return (
    <Chart
      title={title}
      points={figure.points}
      span={{ from: now - milliseconds, to: now }}
      format={format}
      unit={unit}
      momentText={(at) => moment.format(at)}
      limit={
        figure.limit === null
          ? undefined
          : { value: figure.limit, label: t("figures.limit", { size: format(figure.limit) }) }
      }
      rows={{ stepMilliseconds: rowMilliseconds, text: (at) => row.format(at) }}
      labels={{
        describe: (words) => t("figures.describe", { ...words, range: t(`ranges.${range}`) }),
        nothing: t("figures.nothing"),
        least: t("figures.least"),
        most: t("figures.most"),
        last: t("figures.last"),
        asTable: t("figures.asTable"),
        when: t(`figures.rows.${range}`),
      }}
    />
  );
}
