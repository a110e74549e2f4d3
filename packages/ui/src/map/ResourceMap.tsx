import { Fragment } from "react";
import { classes } from "../components/classes.ts";
import { Fold } from "../components/Fold.tsx";
import { Icon, type IconName } from "../components/Icon.tsx";
import { Table } from "../components/Table.tsx";
import { toneClass, type Tone } from "../components/tone.ts";
import {
  layoutMap,
  mapColumns,
  nodeHeight,
  nodeWidth,
  shorten,
  type MapColumn,
  type MapData,
  type MapEdge,
  type MapNode,
  type PlacedEdge,
  type PlacedNode,
} from "./layout.ts";

export type ResourceMapProps = {
  readonly map: MapData;
  readonly labels: {
    /** What the picture shows. */
    readonly title: string;
    /** Headings of the three columns ("Applications"). */
    readonly columns: Readonly<Record<MapColumn, string>>;
    /** What one node is ("Application"). */
    readonly kinds: Readonly<Record<MapColumn, string>>;
    /** On the fold that holds the same data as a table. */
    readonly asTable: string;
    readonly name: string;
    readonly kind: string;
    readonly detail: string;
    readonly change: string;
    readonly connected: string;
  };
};

const icons: Readonly<Record<MapColumn, IconName>> = {
  application: "application",
  resource: "resource",
  machine: "machine",
};

const changeTones: Readonly<Record<NonNullable<MapNode["change"]>["kind"], Tone>> = {
  created: "success",
  changed: "warning",
  destroyed: "danger",
};

const titleCharacters = 24;
const detailCharacters = 31;

/**
 * Which application uses what, and where it runs: applications → resources → machines. A picture with nodes one can
 * reach by keyboard (a node's own lines light up), and the same data as a table, which takes its place on phones.
 * Rendered on the server; needs no script.
 */
export function ResourceMap({ map, labels }: ResourceMapProps) {
  return (
    <div className="c-map">
      <MapPicture map={map} labels={labels} />
      <Fold summary={labels.asTable} className="c-map__fold">
        <MapTable map={map} labels={labels} />
      </Fold>
      <div className="c-map__phone-table">
        <MapTable map={map} labels={labels} />
      </div>
    </div>
  );
}

function MapPicture({ map, labels }: ResourceMapProps) {
  const layout = layoutMap(map);
  return (
    <figure className="c-map__figure">
      <svg
        className="c-map__picture"
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        role="group"
        aria-label={labels.title}
      >
        {mapColumns.map((column) => (
          <text key={column} className="c-map__column" x={layout.columnX[column]} y={16} aria-hidden="true">
            {labels.columns[column]}
          </text>
        ))}
        <g aria-hidden="true">
          {layout.edges.map((edge) => (
            <path key={`${edge.from} ${edge.to}`} className="c-map__edge" d={edge.path} />
          ))}
        </g>
        {layout.nodes.map((node) => (
          <NodeBox key={node.id} node={node} kind={labels.kinds[node.column]} edges={layout.edges} />
        ))}
      </svg>
    </figure>
  );
}

/** One box. Its own lines are drawn once more inside it, invisible until the box has the pointer or the focus. */
function NodeBox(props: { readonly node: PlacedNode; readonly kind: string; readonly edges: readonly PlacedEdge[] }) {
  const { node, kind, edges } = props;
  const words = [kind, node.title, node.detail, node.change?.label].filter(Boolean).join(", ");
  const own = edges.filter((edge) => edge.from === node.id || edge.to === node.id);
  const name = classes(
    "c-map__node",
    node.change && `c-map__node--${node.change.kind}`,
    node.change && toneClass(changeTones[node.change.kind]),
  );
  const drawing = (
    <>
      <title>{words}</title>
      {own.map((edge) => (
        <path key={`${edge.from} ${edge.to}`} className="c-map__own-edge" d={edge.path} />
      ))}
      <rect className="c-map__box" x={node.x} y={node.y} width={nodeWidth} height={nodeHeight} rx="4" />
      <NodeWords node={node} />
    </>
  );
  if (node.href) {
    return (
      <a className={name} href={node.href} aria-label={words}>
        {drawing}
      </a>
    );
  }
  return (
    <g className={name} tabIndex={0} role="img" aria-label={words}>
      {drawing}
    </g>
  );
}

function NodeWords({ node }: { readonly node: PlacedNode }) {
  const left = node.x + 40;
  const titleY = node.detail || node.change ? node.y + 23 : node.y + 32;
  return (
    <>
      <g transform={`translate(${node.x + 14} ${titleY - 12})`} className="c-map__icon">
        <Icon name={icons[node.column]} />
      </g>
      <text className="c-map__title" x={left} y={titleY}>
        {shorten(node.title, titleCharacters)}
      </text>
      <text x={left} y={node.y + 41}>
        {node.change && <tspan className="c-map__change">{node.change.label}</tspan>}
        {node.detail && (
          <tspan className="c-map__detail" dx={node.change ? 6 : 0}>
            {shorten(node.detail, detailCharacters - (node.change ? node.change.label.length + 1 : 0))}
          </tspan>
        )}
      </text>
    </>
  );
}

function neighbours(node: MapNode, edges: readonly MapEdge[], titles: ReadonlyMap<string, string>): readonly string[] {
  const ids = edges.flatMap((edge) => {
    if (edge.from === node.id) return [edge.to];
    return edge.to === node.id ? [edge.from] : [];
  });
  return [...new Set(ids)].map((id) => titles.get(id) ?? id);
}

function MapTable({ map, labels }: ResourceMapProps) {
  const titles = new Map(map.nodes.map((node) => [node.id, node.title]));
  const rows = mapColumns.flatMap((column) => map.nodes.filter((node) => node.column === column));
  const anyChange = map.nodes.some((node) => node.change);
  return (
    <Table
      caption={labels.title}
      captionHidden
      rows={rows}
      rowKey={(node) => node.id}
      columns={[
        {
          key: "name",
          header: labels.name,
          cell: (node) => (node.href ? <a href={node.href}>{node.title}</a> : node.title),
        },
        { key: "kind", header: labels.kind, cell: (node) => labels.kinds[node.column] },
        { key: "detail", header: labels.detail, cell: (node) => node.detail },
        ...(anyChange ? [{ key: "change", header: labels.change, cell: (node: MapNode) => node.change?.label }] : []),
        {
          key: "connected",
          header: labels.connected,
          cell: (node) =>
            neighbours(node, map.edges, titles).map((title, index) => (
              <Fragment key={index}>
                {index > 0 && ", "}
                {title}
              </Fragment>
            )),
        },
      ]}
    />
  );
}
