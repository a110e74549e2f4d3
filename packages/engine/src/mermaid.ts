import { edgesOf, type Edge, type StateGraph } from "./graph.ts";

/** How triggers are written on arrows; `done` is the way things go and needs no word. */
const words: Readonly<Record<Edge["trigger"], string>> = {
  done: "",
  failed: "failed",
  "timed-out": "timed out",
  cancel: "cancel",
};

/** A graph as a Mermaid state diagram. Arrows between the same two states are drawn once, with all their triggers. */
export function mermaidOf(graph: StateGraph<string>): string {
  const ends = Object.entries(graph.states).filter(([, state]) => state?.kind === "terminal");
  return [
    "stateDiagram-v2",
    ...aliasLines(graph),
    `    [*] --> ${idOf(graph.initial)}`,
    ...arrowLines(edgesOf(graph)),
    ...ends.map(([name]) => `    ${idOf(name)} --> [*]`),
  ].join("\n");
}

function aliasLines(graph: StateGraph<string>): string[] {
  const hyphenated = Object.keys(graph.states).filter((name) => idOf(name) !== name);
  return hyphenated.map((name) => `    state "${name}" as ${idOf(name)}`);
}

function arrowLines(edges: readonly Edge[]): string[] {
  const labels = new Map<string, string[]>();
  for (const { from, to, trigger } of edges) {
    const arrow = `    ${idOf(from)} --> ${idOf(to)}`;
    labels.set(arrow, [...(labels.get(arrow) ?? []), words[trigger]]);
  }
  return [...labels].map(([arrow, triggers]) => {
    const label = triggers.filter((word) => word !== "").join(", ");
    return label === "" ? arrow : `${arrow}: ${label}`;
  });
}

/** Mermaid reads a hyphen in an id as part of an arrow. */
function idOf(name: string): string {
  return name.replaceAll("-", "_");
}
