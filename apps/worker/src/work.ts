import type { RunWork } from "@allotment/engine";
import { performPhase, type Orchestrator } from "@allotment/orchestrators";
import { lintDescription } from "@allotment/planner";
import { awaitNames } from "./names/await-names.ts";
import type { Resolver } from "./names/resolver.ts";
import { declinedBackup } from "./removals/last-backup.ts";
import { createTrees, type TreeSurroundings } from "./trees.ts";

/** What runs are done with. */
export interface WorkSurroundings extends TreeSurroundings {
  readonly resolver: Resolver;
}

/** What runs do outside of the store, put together from the rooms that know how. */
export function createWork(
  { resolver, ...surroundings }: WorkSurroundings,
  orchestrators: ReadonlyMap<string, Orchestrator>,
): RunWork {
  return {
    checkDescription: ({ description }) => lintDescription(description),
    trees: createTrees(surroundings),
    awaitNames: (subject, context) => awaitNames({ ...surroundings, resolver }, subject, context),
    performPhase: async (id, phase, context, grant) => {
      const orchestrator = orchestrators.get(id);
      if (orchestrator === undefined) throw new Error(`there is no orchestrator ${id}`);
      const declined = phase === "backUp" ? await declinedBackup(surroundings, context) : null;
      return declined ?? performPhase(orchestrator, phase, context, grant);
    },
  };
}
