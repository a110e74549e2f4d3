import { type ErrandKind, type ErrandOf, type ErrandProblem, type ErrandRecord, errandTimes } from "@allotment/store";
import type { LoopWork } from "../loop.ts";
import { TimeUp, withinTime } from "../time-limit.ts";
import { ErrandTrouble, type ErrandContext, type ErrandSurroundings, type Handlers } from "./handler.ts";

/** How errands are done. */
export interface ErrandOptions extends ErrandSurroundings {
  readonly handlers: Handlers;
  /** Ends what is under way; whoever asked is told that it was broken off. */
  readonly shutdown: AbortSignal;
  /** Told of what nobody thought of. */
  readonly report: (problem: Readonly<{ errand: string; kind: ErrandKind; error: unknown }>) => void;
}

/** Makes the part of the worker that does errands, beside the one that moves runs. */
export function createErrandWork(options: ErrandOptions): LoopWork {
  const { store, actor, shutdown, report } = options;
  const underWay = new Set<Promise<void>>();
  return {
    begin: async ({ limit }) => {
      const free = limit - underWay.size;
      if (free <= 0 || shutdown.aborted) return [];
      return (await store.errands.take(actor, { limit: free })).map((errand) => {
        const work = perform(options, errand)
          .catch((error: unknown) => report({ errand: errand.id, kind: errand.kind, error }))
          .finally(() => underWay.delete(work));
        underWay.add(work);
        return work;
      });
    },
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

async function perform(options: ErrandOptions, errand: ErrandRecord): Promise<void> {
  const { store, actor, handlers, shutdown, report } = options;
  const errandId = errand.id;
  try {
    const result = await withinTime(shutdown, errandTimes[errand.kind].work * 1000, (signal) =>
      handle(handlers, errand, { ...options, signal }),
    );
    await store.errands.finish(actor, { errandId, result });
  } catch (error) {
    const code = shutdown.aborted ? "interrupted" : error instanceof TimeUp ? "too-long" : codeOf(error);
    if (code === "unexpected") report({ errand: errandId, kind: errand.kind, error });
    await store.errands.finish(actor, { errandId, problem: { code } });
  }
}

function handle<Kind extends ErrandKind>(handlers: Handlers, errand: ErrandOf<Kind>, context: ErrandContext) {
  return handlers[errand.kind](errand, context);
}

function codeOf(error: unknown): ErrandProblem["code"] {
  return error instanceof ErrandTrouble ? error.code : "unexpected";
}
