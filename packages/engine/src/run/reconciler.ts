import { stepRun, type RunEngine } from "./step-run.ts";
import { isTerminal, StoreUnavailable } from "@allotment/store";
import { loadSubject } from "./subject.ts";

/** Moves all runs. It takes no input: what is to be done is in the rows. */
export interface RunReconciler {
  /**
   * Decides what people asked for, takes runs that are due and starts one step of each.
   *
   * @param limit Runs that are moved at once, those still under way from before included.
   * @returns The steps that were started; each ends when its step does. None ever rejects.
   */
  readonly begin: (options: Readonly<{ limit: number }>) => Promise<readonly Promise<void>[]>;
  /** As `begin`, and waits for the steps: one bounded batch. @returns how many there were. */
  readonly tick: (options: Readonly<{ limit: number }>) => Promise<number>;
  /** Waits until no step is under way. */
  readonly idle: () => Promise<void>;
}

/** How many requests are decided at once. */
const intentsPerTick = 20;

/** Makes the reconciler of runs. */
export function createRunReconciler(engine: RunEngine): RunReconciler {
  const underWay = new Set<Promise<void>>();

  async function begin({ limit }: Readonly<{ limit: number }>): Promise<readonly Promise<void>[]> {
    await decideIntents(engine);
    const free = limit - underWay.size;
    if (free <= 0 || engine.shutdown.aborted) return [];
    const { store, actor, leaseSeconds } = engine;
    const runs = await store.runs.takeDue(actor, { limit: free, leaseSeconds });
    return runs.map((run) => {
      const step = stepRun(engine, run)
        .then(() => afterStep(engine, run.id))
        .catch((error: unknown) => engine.report({ run: run.id, step: run.state, error }))
        .finally(() => underWay.delete(step));
      underWay.add(step);
      return step;
    });
  }

  return {
    begin,
    tick: async (options) => (await Promise.all(await begin(options))).length,
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Requests become runs, or are refused with the reason. The store decides which, in one transaction each. */
async function decideIntents({ store, actor, report }: RunEngine): Promise<void> {
  for (const { id: intentId, kind, runId } of await store.intents.pending(actor, { limit: intentsPerTick })) {
    try {
      if (kind === "deploy") await store.runs.start(actor, { intentId });
      else await store.runs.acceptCancel(actor, { intentId });
    } catch (error) {
      // Trouble with the database passes and concerns everybody; what only this request brings must not stop the others.
      if (error instanceof StoreUnavailable) throw error;
      report({ run: runId, step: "deciding", error });
      await store.intents.refuse(actor, { intentId });
    }
  }
}

async function afterStep({ store, actor, work }: RunEngine, runId: string): Promise<void> {
  const run = await store.runs.get(actor, { runId });
  if (run !== null && isTerminal(run.state)) await work.trees.forget(await loadSubject(store, actor, run));
}
