import { orchestratorContract, type OrchestratorHarness } from "@allotment/orchestrators/testing";
import { afterAll, beforeAll, describe } from "vitest";
import { findNix } from "../../scripts/lib/nix.mjs";
import { hostsProblem, startHosts } from "./index.ts";
import { behaviours, scriptedGround, type ScriptedGround } from "./scripted.ts";

const nix = findNix();
const problem = "reason" in nix ? nix.reason : await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;

const secret = "correct-horse-battery-staple";

describe.skipIf(problem !== null)(`deployment over SSH to test hosts${why}`, () => {
  let ground: ScriptedGround;
  beforeAll(async () => {
    if ("reason" in nix) throw new Error(nix.reason);
    ground = await scriptedGround(await startHosts({ set: "contract", names: ["birch", "cedar"] }), nix.folder);
  }, 60_000);
  afterAll(() => ground?.remove());

  orchestratorContract("nixos-ssh", async (): Promise<OrchestratorHarness> => {
    await ground.forgetAll();
    const { orchestrator, environment, treeOf, generationOn } = ground;
    const first = ground.description({ birch: { behaviour: `${behaviours.works} # ${secret}` } });
    const { birch } = first.machines;
    if (birch === undefined) throw new Error("there is no birch");
    return {
      orchestrator,
      environment,
      treeOf,
      generationOn,
      first,
      changed: ground.description({
        birch: { behaviour: `${behaviours.works} # ${secret}` },
        cedar: { greeting: "Good evening" },
      }),
      unknownMachine: { ...first, machines: { ...first.machines, willow: birch } },
      breaking: ground.description({
        birch: { behaviour: `${behaviours.works} # ${secret}` },
        cedar: { behaviour: behaviours.fails },
      }),
      secrets: [secret],
      dispose: async () => undefined,
    };
  });
});
