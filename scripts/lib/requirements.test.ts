import { describe, expect, test } from "vitest";
import { missingBuildTools, nodeProblem } from "./requirements.mjs";

describe("Node", () => {
  test.each(["v20.19.0", "v20.20.2", "v22.0.0", "v24.3.1"])("%s runs Allotment", (version) => {
    expect(nodeProblem(version)).toBe("");
  });

  test.each(["v18.20.0", "v20.18.3", "v21.7.0"])(
    "%s is refused in one sentence that names it and what is needed",
    (version) => {
      const problem = nodeProblem(version);
      expect(problem).toContain(version);
      expect(problem).toContain("20.19");
      expect(problem).not.toContain("\n");
    },
  );
});

test("what compiling SQLite lacks is named, and nothing else", async () => {
  const only = (...present: string[]) => missingBuildTools((program) => Promise.resolve(present.includes(program)));
  expect(await only("g++", "make", "python3")).toEqual([]);
  expect(await only("make")).toEqual(["a C++ compiler (g++)", "python3"]);
});
