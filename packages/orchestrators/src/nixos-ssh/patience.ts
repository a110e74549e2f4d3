import type { StepContext } from "@allotment/engine";

/** How long something is waited for. */
export interface Patience {
  /** Pauses before the next try, longer each time. @returns false when the time is over. */
  readonly pause: () => Promise<boolean>;
}

const pauseMilliseconds = { first: 200, growth: 1.5, longest: 1000 } as const;

/**
 * Waits for something for so many seconds. Counts what it slept and what went by in between on a clock that only goes
 * forward, so that a clock that is set in the meantime changes nothing.
 *
 * @throws the signal's reason when aborted.
 */
export function patience({ clock, signal }: Pick<StepContext, "clock" | "signal">, seconds: number): Patience {
  let waited = 0;
  let since = performance.now();
  let pause: number = pauseMilliseconds.first;
  return {
    pause: async () => {
      waited += performance.now() - since;
      if (waited >= seconds * 1000) return false;
      await clock.sleep(pause, signal);
      waited += pause;
      since = performance.now();
      pause = Math.min(pause * pauseMilliseconds.growth, pauseMilliseconds.longest);
      return true;
    },
  };
}
