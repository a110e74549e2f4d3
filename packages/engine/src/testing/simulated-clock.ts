import type { Clock } from "../clock.ts";

/** A clock that stands still until it is moved. */
export interface SimulatedClock extends Clock {
  /** Moves the time and wakes who has slept long enough, then lets what they do settle. */
  readonly advance: (seconds: number) => Promise<void>;
  readonly date: () => Date;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Makes a clock that starts on a fixed day. */
export function simulatedClock(start = Date.UTC(2026, 0, 1)): SimulatedClock {
  let now = start;
  const sleepers = new Set<Sleeper>();
  return {
    now: () => now,
    date: () => new Date(now),
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const stop = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        };
        const sleeper = { until: now + milliseconds, wake };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", stop, { once: true });
      }),
    advance: async (seconds) => {
      now += seconds * 1000;
      for (const sleeper of sleepers) {
        if (sleeper.until > now) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      await settled();
    },
  };
}

/** Lets everything that is ready to go on do so: the store answers within a few turns of the event loop. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
