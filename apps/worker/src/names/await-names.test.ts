import { describe, expect, test } from "vitest";
import { secondsUntilNextLook } from "./await-names.ts";

describe("a run that waits for names looks again", () => {
  const minute = 60_000;

  test.each([
    [0, 15],
    [9 * minute, 15],
    [10 * minute, 60],
    [119 * minute, 60],
    [120 * minute, 300],
    [14 * 24 * 60 * minute, 300],
  ])("after %i ms in %i s", (waited, seconds) => {
    expect(secondsUntilNextLook(waited)).toBe(seconds);
  });
});
