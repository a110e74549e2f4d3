import { expect, test } from "vitest";
import { compareVersions } from "./versions.ts";

test.each([
  ["4.9.1", "4.10.0", -1],
  ["2.92", "2.92", 0],
  ["2.92", "2.92.0", 0],
  ["v5.0.0", "4.99", 1],
  ["1.2.3-rc1", "1.2.3", 0],
])("%s against %s", (a, b, expected) => {
  expect(Math.sign(compareVersions(a, b))).toBe(expected);
});
