import { setTimeout as sleep } from "node:timers/promises";

/** What the loop moves: it takes work that is due and begins it. Runs and errands are moved alike. */
export interface LoopWork {
  /** @returns what was begun; none of it rejects */
  readonly begin: (options: Readonly<{ limit: number }>) => Promise<readonly Promise<void>[]>;
  readonly idle: () => Promise<void>;
}

/** What keeps work going. */
export interface LoopOptions {
  readonly work: LoopWork;
  /** How many things are under way at once. */
  readonly limit: number;
  /** How often the store is looked at when nothing happens. */
  readonly periodMilliseconds: number;
  /** Ends the loop when aborted. */
  readonly signal: AbortSignal;
  /** Told when the store cannot be used; the loop goes on and tries again. */
  readonly onProblem: (error: unknown) => void;
}

/** Longest pause while the store cannot be used. */
const pauseMillisecondsMax = 10_000;

/**
 * Looks for something to do, now and again, and at once after every step. Ends when asked to, after the steps under way
 * have let go.
 */
export async function runLoop({ work, limit, periodMilliseconds, signal, onProblem }: LoopOptions): Promise<void> {
  let troubles = 0;
  while (!signal.aborted) {
    const wake = new AbortController();
    const onAbort = () => wake.abort();
    signal.addEventListener("abort", onAbort, { once: true });
    let pause = periodMilliseconds;
    try {
      const steps = await work.begin({ limit });
      for (const step of steps) void step.finally(() => wake.abort());
      troubles = 0;
    } catch (error) {
      onProblem(error);
      troubles += 1;
      pause = Math.min(periodMilliseconds * 2 ** troubles, pauseMillisecondsMax);
    }
    if (!signal.aborted) await sleep(pause, undefined, { signal: wake.signal }).catch(() => undefined);
    signal.removeEventListener("abort", onAbort);
  }
  await work.idle();
}
