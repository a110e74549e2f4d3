/** The three columns of the map, left to right. */
export type MapColumn = "application" | "resource" | "machine";

/** All columns in the order they are drawn. */
export const mapColumns = ["application", "resource", "machine"] as const satisfies readonly MapColumn[];

export type MapNode = {
  /** Unique in the map; connections name it. */
  readonly id: string;
  readonly column: MapColumn;
  readonly title: string;
  /** A second line: size, version, address. */
  readonly detail?: string | undefined;
  readonly href?: string | undefined;
  /** What the plan does to it, with the words for it. */
  readonly change?: { readonly kind: "created" | "changed" | "destroyed"; readonly label: string } | undefined;
};

/** "from needs to" or "from runs on to"; drawn from left to right. */
export type MapEdge = { readonly from: string; readonly to: string };

export type MapData = { readonly nodes: readonly MapNode[]; readonly edges: readonly MapEdge[] };

/** All lengths are in the picture's own units (pixels at full width). */
export type PlacedNode = MapNode & { readonly x: number; readonly y: number };
export type PlacedEdge = MapEdge & { readonly path: string };
export type MapLayout = {
  readonly width: number;
  readonly height: number;
  readonly columnX: Readonly<Record<MapColumn, number>>;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
};

export const nodeWidth = 240;
export const nodeHeight = 54;
const rowGap = 14;
const columnGap = 112;
const margin = 4;
const headHeight = 32;

/**
 * Places the map's nodes in three columns and draws its connections as curves. Pure and deterministic: the same data in
 * any order gives the same picture, and no text has to be measured. Connections to
 * unknown nodes, within a column or doubled are left out.
 */
export function layoutMap(data: MapData): MapLayout {
  const edges = usableEdges(data);
  const columns = orderColumns(data.nodes, edges);
  const rows = Math.max(1, ...columns.map((column) => column.length));
  const bodyHeight = rows * (nodeHeight + rowGap) - rowGap;
  const columnX = {
    application: margin,
    resource: margin + nodeWidth + columnGap,
    machine: margin + 2 * (nodeWidth + columnGap),
  };
  const nodes = columns.flatMap((column) => placeColumn(column, columnX, bodyHeight));
  return {
    width: columnX.machine + nodeWidth + margin,
    height: headHeight + bodyHeight + 2 * margin,
    columnX,
    nodes,
    edges: placeEdges(nodes, edges),
  };
}

function columnIndex(node: MapNode): number {
  return mapColumns.indexOf(node.column);
}

/** The connections that can be drawn, each turned so that it runs from left to right. */
function usableEdges(data: MapData): readonly MapEdge[] {
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const found = new Map<string, MapEdge>();
  for (const edge of data.edges) {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    if (!from || !to || from.column === to.column) continue;
    const turned = columnIndex(from) < columnIndex(to) ? edge : { from: edge.to, to: edge.from };
    found.set(JSON.stringify([turned.from, turned.to]), turned);
  }
  return [...found.values()];
}

/**
 * Orders each column so that lines cross less: first from right to left (applications that share a machine stand
 * together), then from left to right by the mean position of what a node hangs on. Titles decide between equals.
 */
function orderColumns(nodes: readonly MapNode[], edges: readonly MapEdge[]): readonly (readonly MapNode[])[] {
  const members = mapColumns.map((column) => nodes.filter((node) => node.column === column));
  const rightward: Positions = new Map();
  members.toReversed().forEach((column) => orderColumn(column, edges, "from", rightward, new Map()));
  const leftward: Positions = new Map();
  return members.map((column) => orderColumn(column, edges, "to", leftward, rightward));
}

type Positions = Map<string, number>;

/** Sorts one column by the mean position of its neighbours on one side and notes the places in `positions`. */
function orderColumn(
  column: readonly MapNode[],
  edges: readonly MapEdge[],
  side: "from" | "to",
  positions: Positions,
  secondary: Positions,
): readonly MapNode[] {
  const weights = new Map(column.map((node) => [node.id, meanPosition(node.id, edges, side, positions)]));
  const weigh = (node: MapNode) => weights.get(node.id) ?? 0;
  const second = (node: MapNode) => secondary.get(node.id) ?? 0;
  const sorted = column.toSorted(
    (a, b) => weigh(a) - weigh(b) || second(a) - second(b) || compare(a.title, b.title) || compare(a.id, b.id),
  );
  sorted.forEach((node, index) => positions.set(node.id, (index + 0.5) / sorted.length));
  return sorted;
}

/** The mean position of the other ends of a node's connections; 0 where it has none. */
function meanPosition(id: string, edges: readonly MapEdge[], side: "from" | "to", positions: Positions): number {
  const other = side === "from" ? "to" : "from";
  const known = edges.filter((edge) => edge[side] === id).map((edge) => positions.get(edge[other]) ?? 0);
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A column's nodes, spread evenly over the height of the tallest column. */
function placeColumn(
  column: readonly MapNode[],
  columnX: Readonly<Record<MapColumn, number>>,
  bodyHeight: number,
): readonly PlacedNode[] {
  const slot = (bodyHeight + rowGap) / Math.max(column.length, 1);
  return column.map((node, index) => ({
    ...node,
    x: columnX[node.column],
    y: Math.round(headHeight + margin + slot * (index + 0.5) - rowGap / 2 - nodeHeight / 2),
  }));
}

/** Curves; where several leave or reach one node, they are spread over its side in the order of the other ends. */
function placeEdges(nodes: readonly PlacedNode[], edges: readonly MapEdge[]): readonly PlacedEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const port = (edge: MapEdge, side: "from" | "to"): number => {
    const other = side === "from" ? "to" : "from";
    const siblings = edges
      .filter((each) => each[side] === edge[side])
      .toSorted((a, b) => (byId.get(a[other])?.y ?? 0) - (byId.get(b[other])?.y ?? 0) || compare(a[other], b[other]));
    const share = (siblings.indexOf(edge) + 1) / (siblings.length + 1);
    return Math.round((byId.get(edge[side])?.y ?? 0) + 8 + share * (nodeHeight - 16));
  };
  return edges.map((edge) => {
    const startX = (byId.get(edge.from)?.x ?? 0) + nodeWidth;
    const endX = byId.get(edge.to)?.x ?? 0;
    const startY = port(edge, "from");
    const endY = port(edge, "to");
    const bend = columnGap / 2;
    return { ...edge, path: `M${startX} ${startY}C${startX + bend} ${startY} ${endX - bend} ${endY} ${endX} ${endY}` };
  });
}

/** Shortens a text that would not fit a box; the whole text stays in the node's title and in the table. */
export function shorten(text: string, maxCharacters: number): string {
  const characters = [...text];
  return characters.length <= maxCharacters ? text : `${characters.slice(0, maxCharacters - 1).join("")}…`;
}
