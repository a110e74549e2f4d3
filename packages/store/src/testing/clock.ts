/** A clock that stands still until it is told otherwise. */
export interface TestClock {
  readonly now: () => Date;
  readonly advance: (seconds: number) => void;
}

/** A clock that starts at a fixed moment. */
export function testClock(start = "2026-11-20T12:00:00.000Z"): TestClock {
  let milliseconds = Date.parse(start);
  return {
    now: () => new Date(milliseconds),
    advance(seconds) {
      milliseconds += seconds * 1000;
    },
  };
}
