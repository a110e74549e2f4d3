import type { StepContext } from "@allotment/engine";
import type { Slug } from "@allotment/model";
import type { Counts } from "../nix/counts.ts";

/** Shortest time between two events about the same thing. */
const everyMilliseconds = 500;

/** Tells counts on, not more often than a person can read. */
export interface Progress {
  /** Never waits; what comes too soon is told later or replaced. */
  readonly tell: (counts: Counts) => void;
  /** Tells the last counts. @throws what emitting threw. */
  readonly finish: () => Promise<void>;
}

/** Starts telling how far something is on a machine; `code` is a key below `run.progress`. */
export function startProgress({ emit }: Pick<StepContext, "emit">, code: string, machine: Slug): Progress {
  let last: Counts | undefined;
  let told: Counts | undefined;
  let toldAt = -everyMilliseconds;
  let telling = Promise.resolve();
  let problem: { readonly error: unknown } | undefined;
  function send(counts: Counts): void {
    told = counts;
    toldAt = performance.now();
    telling = telling
      .then(() => emit({ kind: "progress", code, machine, ...counts }))
      .catch((error: unknown) => void (problem ??= { error }));
  }
  return {
    tell: (counts) => {
      if (counts.expected === 0) return;
      last = counts;
      if (performance.now() - toldAt >= everyMilliseconds) send(counts);
    },
    finish: async () => {
      if (last !== undefined && last !== told) send(last);
      await telling;
      if (problem !== undefined) throw problem.error;
    },
  };
}
