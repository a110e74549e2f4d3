import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findNix } from "../../scripts/lib/nix.mjs";
import { hostsProblem } from "./index.ts";
import { scriptedGround, type ScriptedGround } from "./scripted.ts";

const nix = findNix();
const problem = "reason" in nix ? nix.reason : await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;

describe.skipIf(problem !== null)(`deploying to test hosts over SSH${why}`, () => {
  let ground: ScriptedGround;
  beforeAll(async () => {
    if ("reason" in nix) throw new Error(nix.reason);
    ground = await scriptedGround("nixos-ssh", ["birch", "cedar"], nix.folder);
  }, 60_000);
  afterAll(() => ground?.remove());
  beforeEach(() => ground.forgetAll());

  test("works", async () => {
    const started = performance.now();
    const run = await ground.run("run-1");
    for (const phase of ["provision", "evaluate", "build", "copy", "activate", "verify"] as const) {
      const begun = performance.now();
      const result = await run.phase(phase);
      console.log(phase, Math.round(performance.now() - begun), JSON.stringify(result).slice(0, 2000));
      expect(result).toMatchObject({ kind: "done" });
    }
    console.log(JSON.stringify(run.events, null, 1), performance.now() - started);
    expect(run.outcomes()).toEqual({ birch: "verified", cedar: "verified" });
  }, 60_000);
});
