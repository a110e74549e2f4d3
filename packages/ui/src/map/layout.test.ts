import { describe, expect, it } from "vitest";
import { layoutMap, mapColumns, nodeHeight, nodeWidth, shorten, type MapData } from "./layout.ts";

const data: MapData = {
  nodes: [
    { id: "db-b", column: "resource", title: "Database B" },
    { id: "b", column: "application", title: "B" },
    { id: "a", column: "application", title: "A" },
    { id: "db-a", column: "resource", title: "Database A" },
    { id: "redis-b", column: "resource", title: "Redis B" },
    { id: "m1", column: "machine", title: "m1" },
  ],
  edges: [
    { from: "a", to: "db-a" },
    { from: "b", to: "db-b" },
    { from: "b", to: "redis-b" },
    { from: "b", to: "redis-b" },
    { from: "db-a", to: "m1" },
    { from: "db-b", to: "m1" },
    { from: "m1", to: "redis-b" },
    { from: "a", to: "m1" },
    { from: "a", to: "b" },
    { from: "a", to: "nowhere" },
  ],
};

describe("layoutMap", () => {
  it("puts every node into its column, inside the picture, none over another", () => {
    const layout = layoutMap(data);
    expect(layout.nodes).toHaveLength(data.nodes.length);
    for (const node of layout.nodes) {
      expect(node.x).toBe(layout.columnX[node.column]);
      expect(node.x + nodeWidth).toBeLessThanOrEqual(layout.width);
      expect(node.y).toBeGreaterThanOrEqual(0);
      expect(node.y + nodeHeight).toBeLessThanOrEqual(layout.height);
    }
    for (const column of mapColumns) {
      const tops = layout.nodes.filter((node) => node.column === column).map((node) => node.y);
      tops.slice(1).forEach((top, index) => expect(top - (tops[index] ?? 0)).toBeGreaterThanOrEqual(nodeHeight));
    }
  });

  it("orders a column by what it hangs on, so that lines do not cross without need", () => {
    const order = layoutMap(data)
      .nodes.filter((node) => node.column === "resource")
      .map((node) => node.id);
    expect(order).toEqual(["db-a", "db-b", "redis-b"]);
  });

  it("keeps applications that share a machine together", () => {
    const machines = { a: "m2", b: "m1", c: "m2" };
    const layout = layoutMap({
      nodes: [
        ...Object.keys(machines).map((id) => ({ id, column: "application" as const, title: id })),
        { id: "m1", column: "machine", title: "m1" },
        { id: "m2", column: "machine", title: "m2" },
      ],
      edges: Object.entries(machines).map(([from, to]) => ({ from, to })),
    });
    expect(layout.nodes.map((node) => node.id)).toEqual(["b", "a", "c", "m1", "m2"]);
  });

  it("draws each usable connection once, from left to right", () => {
    const pairs = layoutMap(data).edges.map((edge) => `${edge.from}>${edge.to}`);
    expect(pairs.toSorted()).toEqual(["a>db-a", "a>m1", "b>db-b", "b>redis-b", "db-a>m1", "db-b>m1", "redis-b>m1"]);
  });

  it("does not depend on the order of the input", () => {
    const turned = { nodes: data.nodes.toReversed(), edges: data.edges.toReversed() };
    const byId = (layout: ReturnType<typeof layoutMap>) =>
      Object.fromEntries(layout.nodes.map((node) => [node.id, [node.x, node.y]]));
    const paths = (layout: ReturnType<typeof layoutMap>) => layout.edges.map((edge) => edge.path).toSorted();
    expect(byId(layoutMap(turned))).toEqual(byId(layoutMap(data)));
    expect(paths(layoutMap(turned))).toEqual(paths(layoutMap(data)));
  });

  it("gives an empty picture for no data", () => {
    const layout = layoutMap({ nodes: [], edges: [] });
    expect(layout.nodes).toEqual([]);
    expect(layout.height).toBeGreaterThan(0);
  });
});

describe("shorten", () => {
  it("keeps what fits and never cuts a character in half", () => {
    expect(shorten("social", 6)).toBe("social");
    expect(shorten("🐘🐘🐘🐘", 3)).toBe("🐘🐘…");
  });
});
