import { describe, expect, it } from "vitest";
import { backoffSecondsAfter, defineGraph, edgesOf, graphProblems, nextState, type StateGraph } from "./graph.ts";
import { runKinds, runStates, terminalRunStates, type RunKind } from "@allotment/store";
import { graphOf, graphs } from "./graphs/index.ts";
import { mermaidOf } from "./mermaid.ts";
import { handlers } from "./run/handlers.ts";

/** A graph that is right, to be spoilt one way at a time. */
function light(change: (graph: Mutable) => void = () => undefined): StateGraph<string> {
  const graph: Mutable = {
    name: "light",
    initial: "off",
    states: {
      off: working({ done: "on", failed: "broken", "timed-out": "broken" }),
      on: { kind: "terminal" },
      broken: { kind: "terminal" },
    },
  };
  change(graph);
  return graph as unknown as StateGraph<string>;
}

interface Mutable {
  name: string;
  initial: string;
  states: Record<string, Record<string, unknown>>;
}

function working(on: Record<string, string>) {
  return { kind: "working", handler: "press", on, timeoutSeconds: 5, attemptsMax: 2, backoffSeconds: [1, 3] };
}

describe("a state graph", () => {
  it("is accepted when it can be walked from the start to an end", () => {
    expect(graphProblems(light())).toEqual([]);
  });

  it.each<[string, (graph: Mutable) => void, string]>([
    ["an unknown initial state", (g) => void (g.initial = "dim"), "the initial state dim does not exist"],
    ["no handler", (g) => void (g.states["off"] = { ...g.states["off"], handler: "" }), "off has no handler"],
    ["no timeout", (g) => void (g.states["off"] = { ...g.states["off"], timeoutSeconds: 0 }), "off has no timeout"],
    ["no attempt", (g) => void (g.states["off"] = { ...g.states["off"], attemptsMax: 0 }), "off allows no attempt"],
    ["an exit of a terminal state", (g) => void (g.states["on"] = { kind: "terminal", on: {} }), "on is terminal but"],
    ["a state nothing leads to", (g) => void (g.states["lost"] = { kind: "terminal" }), "nothing leads to lost"],
    [
      "an arrow to nowhere",
      (g) => void (g.states["off"] = working({ done: "on", failed: "broken", "timed-out": "gone" })),
      "gone, which does not exist",
    ],
    [
      "a missing exit",
      (g) => void (g.states["off"] = working({ done: "on", failed: "broken" })),
      "does not say where timed-out leads",
    ],
    [
      "a way back to the start",
      (g) => void (g.states["again"] = working({ done: "off", failed: "on", "timed-out": "on" })),
      "something leads back to the initial state off",
    ],
    [
      "a circle without an end",
      (g) => {
        g.states["off"] = working({ done: "a", failed: "on", "timed-out": "broken" });
        g.states["a"] = working({ done: "b", failed: "b", "timed-out": "b" });
        g.states["b"] = working({ done: "a", failed: "a", "timed-out": "a" });
      },
      "a can never come to an end",
    ],
  ])("is refused when it has %s", (_, spoil, problem) => {
    expect(() => defineGraph(light(spoil))).toThrow(problem);
  });

  it("waits longer after each failed attempt, and then as long as before", () => {
    const off = light().states["off"];
    if (off?.kind !== "working") throw new Error("off should be a working state");
    expect([1, 2, 3, 9].map((attempts) => backoffSecondsAfter(off, attempts))).toEqual([1, 3, 3, 3]);
  });
});

/** The states of the way on which nothing goes wrong. */
function lineOf(kind: RunKind): string {
  const graph = graphOf({ kind });
  const line: string[] = [graph.initial];
  for (let at = nextState(graph, graph.initial, "done"); at; at = nextState(graph, at, "done")) line.push(at);
  return line.join(" → ");
}

function targetsOf(kind: RunKind, trigger: "failed" | "cancel"): Record<string, string> {
  const edges = edgesOf(graphOf({ kind })).filter((edge) => edge.trigger === trigger);
  return Object.fromEntries(edges.map(({ from, to }) => [from, to]));
}

describe("the graphs of runs", () => {
  it.each<[RunKind, string]>([
    [
      "deploy",
      "planned → provisioning → evaluating → building → copying → awaiting-dns → activating → certifying → verifying → succeeded",
    ],
    ["settings", "planned → applying → succeeded"],
    [
      "remove",
      "planned → backing-up → provisioning → evaluating → building → copying → activating → erasing → succeeded",
    ],
  ])("go forward in one line: %s", (kind, line) => {
    expect(lineOf(kind)).toBe(line);
  });

  it("suspend, resume and roll back as they install", () => {
    for (const kind of ["rollback", "suspend", "resume"] as const) expect(lineOf(kind)).toBe(lineOf("deploy"));
  });

  it("fail while nothing has switched, and go back once something may have", () => {
    expect(targetsOf("deploy", "failed")).toEqual({
      planned: "failed",
      provisioning: "failed",
      evaluating: "failed",
      building: "failed",
      copying: "failed",
      "awaiting-dns": "failed",
      activating: "rolling-back",
      certifying: "rolling-back",
      verifying: "rolling-back",
      "rolling-back": "failed",
      cancelling: "failed",
    });
  });

  it("can be cancelled in every state on the way forward of an installation, and in no other", () => {
    expect(Object.keys(targetsOf("deploy", "cancel"))).toEqual([
      "planned",
      "provisioning",
      "evaluating",
      "building",
      "copying",
      "awaiting-dns",
      "activating",
      "certifying",
      "verifying",
    ]);
  });

  it("neither go back nor stop once settings are being set or data is being erased", () => {
    expect(targetsOf("settings", "failed")["applying"]).toBe("failed");
    expect(targetsOf("remove", "failed")["erasing"]).toBe("failed");
    expect(targetsOf("settings", "cancel")).not.toHaveProperty("applying");
    expect(targetsOf("remove", "cancel")).not.toHaveProperty("erasing");
  });

  it("ignore everything once they are over", () => {
    for (const kind of runKinds) {
      for (const state of terminalRunStates) {
        for (const trigger of ["done", "failed", "timed-out", "cancel"] as const) {
          expect(nextState(graphOf({ kind }), state, trigger)).toBeUndefined();
        }
      }
    }
  });

  it("name only handlers that exist, and use all of them", () => {
    const named = runKinds.flatMap((kind) =>
      Object.values(graphOf({ kind }).states).flatMap((state) => (state.kind === "working" ? [state.handler] : [])),
    );
    expect([...new Set(named)].sort()).toEqual(Object.keys(handlers).sort());
  });

  it("pass every state that a run can be in", () => {
    const passed = runKinds.flatMap((kind) => Object.keys(graphOf({ kind }).states));
    expect([...new Set(passed)].sort()).toEqual([...runStates].sort());
  });
});

describe("a drawn graph", () => {
  it.each(graphs.map((graph) => [graph.name, graph] as const))("shows every arrow of %s once", (_, graph) => {
    const drawn = mermaidOf(graph);
    const pairs = new Set(edgesOf(graph).map(({ from, to }) => `${from} --> ${to}`.replaceAll(/(\w)-(\w)/g, "$1_$2")));
    for (const pair of pairs)
      expect(drawn.split("\n").filter((line) => line.trim().split(":")[0] === pair)).toHaveLength(1);
  });

  it("writes the triggers of arrows between the same two states on one of them", () => {
    expect(mermaidOf(graphOf({ kind: "deploy" }))).toContain("rolling_back --> failed: failed, timed out");
  });
});
