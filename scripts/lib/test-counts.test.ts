import { describe, expect, test } from "vitest";
import { countPlaywright, countVitest, skippedByVitest, sum } from "./test-counts.mjs";

const vitest = {
  numPassedTests: 4,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [
    { status: "passed", assertionResults: [{ status: "skipped", fullName: "Nix evaluates" }] },
    { status: "failed", assertionResults: [] as { status: string; fullName: string }[] },
  ],
};

describe("counts", () => {
  test("a file of tests that could not be loaded has failed", () => {
    expect(countVitest(JSON.stringify(vitest), 1)).toEqual({ passed: 4, failed: 1, skipped: 1 });
  });

  test("a run that ended badly has failed although no test did", () => {
    const report = { ...vitest, testResults: [] };
    expect(countVitest(JSON.stringify(report), 1).failed).toBe(1);
    expect(countVitest(JSON.stringify(report), 0).failed).toBe(0);
    expect(
      countPlaywright(JSON.stringify({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 } }), 1).failed,
    ).toBe(1);
  });

  test("a run without a report has failed", () => {
    expect([countVitest("", 0).failed, countPlaywright("", 0).failed]).toEqual([1, 1]);
  });

  test("a browser test that passed only when repeated has failed", () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright(JSON.stringify({ stats }), 1)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  test("add up, and skipped tests are named", () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
    expect(skippedByVitest(JSON.stringify(vitest))).toEqual(["Nix evaluates"]);
  });
});
