import type { RunWork } from "@allotment/engine";
import { performPhase, type Orchestrator } from "@allotment/orchestrators";
import { lintDescription } from "@allotment/planner";
import { createTrees, type TreeSurroundings } from "./trees.ts";

/** What runs do outside of the store, put together from the rooms that know how. */
export function createWork(surroundings: TreeSurroundings, orchestrators: ReadonlyMap<string, Orchestrator>): RunWork {
  return {
    checkDescription: ({ description }) => lintDescription(description),
    trees: createTrees(surroundings),
    awaitNames: async () => ({ kind: "done" }),
    performPhase: async (id, phase, context, grant) => {
      const orchestrator = orchestrators.get(id);
      if (orchestrator === undefined) throw new Error(`there is no orchestrator ${id}`);
      return performPhase(orchestrator, phase, context, grant);
    },
  };
}
