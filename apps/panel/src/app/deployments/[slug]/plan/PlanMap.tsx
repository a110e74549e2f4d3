import type { ResourceMapView } from "@allotment/api";
import { Fold, ResourceMap } from "@allotment/ui";
import { rawTexts, texts } from "../../../../texts/texts.ts";

/** The resource map after the change, and before it one fold away. */
export function PlanMap({
  before,
  after,
  beforeTitle,
}: {
  readonly before: ResourceMapView | null;
  readonly after: ResourceMapView;
  readonly beforeTitle: string;
}) {
  const t = texts("plan");
  return (
    <section className="u-stack">
      <h2>{t("map.title")}</h2>
      {before && <h3>{t("map.after")}</h3>}
      <Map map={after} />
      {before && (
        <Fold summary={beforeTitle}>
          <Map map={before} />
        </Fold>
      )}
    </section>
  );
}

function Map({ map }: { readonly map: ResourceMapView }) {
  const { labels, changes } = rawTexts("plan").map;
  const nodes = map.nodes.map(({ change, ...node }) => ({
    ...node,
    ...(change === null ? {} : { change: { kind: change, label: changes[change] } }),
  }));
  return <ResourceMap map={{ nodes, edges: map.edges }} labels={labels} />;
}
