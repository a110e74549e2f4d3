import type { Clock } from "@allotment/engine";
import type { Store, WorkerActor } from "@allotment/store";
import type { LoopWork } from "../loop.ts";
import { clearFolders } from "./clear-folders.ts";

/** What carrying out removals needs. */
export interface RemovalSurroundings {
  readonly store: Pick<Store, "removals">;
  readonly actor: WorkerActor;
  readonly dataFolder: string;
  readonly clock: Clock;
  /** Told about a removal that cannot go on, once for each reason. */
  readonly report: (problem: { readonly deployment: string; readonly error: unknown }) => void;
}

/** How often folders are looked at that a worker left behind that ended too early. */
const clearEveryMilliseconds = 60_000;

/**
 * Has removals go on whose grace period is over: asks for the run that comes next, which then goes the way of every run.
 * What is left of removed deployments in the data folder is taken away. All of it may be done twice.
 */
export function createRemovalWork(surroundings: RemovalSurroundings): LoopWork {
  const { clock } = surroundings;
  const reported = new Map<string, string>();
  let cleared = -Infinity;
  let underWay: Promise<void> = Promise.resolve();
  return {
    begin: async ({ limit }) => {
      await beginDue(surroundings, limit, reported);
      if (clock.now() - cleared < clearEveryMilliseconds) return [];
      cleared = clock.now();
      underWay = clear(surroundings);
      return [underWay];
    },
    idle: () => underWay,
  };
}

async function beginDue(
  { store, actor, report }: RemovalSurroundings,
  limit: number,
  reported: Map<string, string>,
): Promise<void> {
  for (const { id: deploymentId, slug } of await store.removals.due(actor, { limit })) {
    const asked = await store.removals.begin(actor, { deploymentId });
    const refusal = asked.ok ? "" : asked.conflict.code;
    // Another worker may have been first: then nothing is due any more, and that is no trouble.
    if (refusal !== "" && refusal !== "no-removal" && refusal !== reported.get(deploymentId)) {
      report({ deployment: slug, error: new Error(`the removal cannot go on: ${refusal}`) });
    }
    reported.set(deploymentId, refusal);
  }
}

async function clear({ store, actor, dataFolder, report }: RemovalSurroundings): Promise<void> {
  for (const removed of await store.removals.removed(actor, {})) {
    try {
      await clearFolders(dataFolder, removed);
    } catch (error) {
      report({ deployment: removed.slug, error });
    }
  }
}
