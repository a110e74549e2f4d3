import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "./line-diff.ts";

const text = fc.array(fc.constantFrom("a", "b", "c", "{", "}"), { maxLength: 40 }).map((lines) => lines.join("\n"));

test("a difference applied to the old text gives the new one", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(apply(linesOf(before), unifiedDiff(before, after))).toEqual(linesOf(after));
    }),
  );
});

test("equal texts have no difference", () => {
  fc.assert(fc.property(text, (one) => unifiedDiff(one, one) === ""));
});

test("a change far from others shows three lines around it", () => {
  const before = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
  const after = before.with(14, "changed");
  expect(unifiedDiff(before.join("\n"), after.join("\n")).split("\n")).toEqual([
    "@@ -12,7 +12,7 @@",
    " line 12",
    " line 13",
    " line 14",
    "-line 15",
    "+changed",
    " line 16",
    " line 17",
    " line 18",
  ]);
});

function linesOf(value: string): string[] {
  return value === "" ? [] : value.split("\n");
}

function apply(before: readonly string[], diff: string): string[] {
  const result: string[] = [];
  let at = 0;
  for (const line of diff === "" ? [] : diff.split("\n")) {
    const header = /^@@ -(\d+),/.exec(line);
    if (header) {
      const start = Number(header[1]) - 1;
      result.push(...before.slice(at, start));
      at = start;
    } else if (line.startsWith("+")) result.push(line.slice(1));
    else {
      expect(before[at]).toBe(line.slice(1));
      if (line.startsWith(" ")) result.push(line.slice(1));
      at += 1;
    }
  }
  return [...result, ...before.slice(at)];
}
