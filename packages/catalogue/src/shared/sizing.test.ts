import { expect, test } from "vitest";
import { bySize } from "./sizing.ts";

const steps = [
  { activeUsersMax: 10, values: { processes: 1, threads: 5 } },
  { activeUsersMax: 100, values: { processes: 4, threads: 5 } },
];

test("grows in proportion from one step to the next", () => {
  expect(bySize(steps, 1)).toEqual({ processes: 1, threads: 5 });
  expect(bySize(steps, 10)).toEqual({ processes: 1, threads: 5 });
  expect(bySize(steps, 11)).toEqual({ processes: 2, threads: 5 });
  expect(bySize(steps, 40)).toEqual({ processes: 2, threads: 5 });
  expect(bySize(steps, 41)).toEqual({ processes: 3, threads: 5 });
});

test("grows in proportion beyond the last, rounded up, but for what is fixed", () => {
  expect(bySize(steps, 101, ["threads"])).toEqual({ processes: 5, threads: 5 });
  expect(bySize(steps, 250, ["threads"])).toEqual({ processes: 10, threads: 5 });
});
