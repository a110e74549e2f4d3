import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Phase } from "@allotment/engine";
import { sampleDescription, sampleEnvironment } from "@allotment/engine/testing";
import type { Description, Environment } from "@allotment/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describedSystems } from "../rehearsal/systems.ts";
import { orchestratorContract, PhaseRun, type OrchestratorHarness } from "../testing/index.ts";
import { simulatedHosts, type SimulatedHosts } from "../testing/simulated-hosts.ts";
import type { RunOnHost } from "../ssh/run.ts";
import { createNixosSsh } from "./index.ts";
import type { Outside } from "./setup.ts";

/** Systems of descriptions, by the name that Nix would give them; a greeting of `broken` does not come up. */
function systemsIn(description: Description) {
  const named = Object.entries(describedSystems(description)).map(([machine, digest]) => {
    const slugs = description.machines[machine]?.instances ?? [];
    const broken = slugs.some((slug) => description.instances[slug]?.options["greeting"] === "broken");
    const output = `/nix/store/${digest}-${broken ? "broken" : "system"}`;
    return [machine, { derivation: `${output}.drv`, output }] as const;
  });
  return Object.fromEntries(named);
}

function outsideOn(runOnHost: RunOnHost): Partial<Outside> {
  return {
    runOnHost,
    findNixPrograms: async () => ({ instantiate: "/nix-instantiate", command: "/nix" }),
    evaluateSystems: async ({ description }) => ({ systems: systemsIn(description) }),
    buildSystem: async () => null,
    closureOf: async (_, system) => new Map([[system, 1000]]),
    copySystem: async ({ onCounts }) => {
      onCounts({ done: 1, expected: 1 });
      return { kind: "done" };
    },
    requestUrl: async () => ({
      status: 200,
      body: "",
      distrust: "DEPTH_ZERO_SELF_SIGNED_CERT",
      certificateEndsAt: null,
    }),
  };
}

const greeted = (right: string): Description => {
  const sample = { ...sampleDescription(), orchestrator: "nixos-ssh" as const };
  const changed = sample.instances["right"];
  if (changed === undefined) throw new Error("the sample has no right");
  return { ...sample, instances: { ...sample.instances, right: { ...changed, options: { greeting: right } } } };
};

let folder: string;
let hosts: SimulatedHosts;
const environment: Environment = { ...sampleEnvironment(), orchestrator: "nixos-ssh" };
const treeOf = async () => ({ folder: "/nowhere", commit: "0".repeat(40) });

async function freshGround(): Promise<void> {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-nixos-ssh-"));
  await writeFile(path.join(folder, "key"), "");
  hosts = simulatedHosts((system) => system.endsWith("-broken"));
}

function adapter(runOnHost: RunOnHost = hosts.runOnHost) {
  return createNixosSsh({ folder, keyFile: path.join(folder, "key"), env: {}, outside: outsideOn(runOnHost) });
}

orchestratorContract("nixos-ssh on simulated machines", async (): Promise<OrchestratorHarness> => {
  await freshGround();
  return {
    orchestrator: adapter(),
    environment,
    treeOf,
    first: greeted("Hello"),
    changed: greeted("Good evening"),
    unknownMachine: sampleDescription({ instances: { left: "birch", right: "willow" } }),
    breaking: greeted("broken"),
    generationOn: async (machine) => hosts.host(machine).active,
    secrets: [],
    dispose: () => rm(folder, { recursive: true }),
  };
});

describe("a worker that dies", () => {
  beforeEach(freshGround);
  afterEach(() => rm(folder, { recursive: true }));

  /** Talks to machines until its nth call: dies before that one reaches the machine, or before its answer comes back. */
  function mortal(dies: number, when: "before" | "after"): RunOnHost {
    let calls = 0;
    return async (...call) => {
      calls += 1;
      if (calls >= dies && when === "before") throw new Error("died");
      const outcome = await hosts.runOnHost(...call);
      if (calls >= dies) throw new Error("died");
      return outcome;
    };
  }

  const phases: readonly Phase[] = ["provision", "evaluate", "build", "copy", "activate", "verify"];

  async function deploy(run: PhaseRun, runOnHost: RunOnHost, fencing: number): Promise<void> {
    const orchestrator = adapter(runOnHost);
    const worker = new PhaseRun({ orchestrator, environment, treeOf }, run.description, run.run, run.previous);
    for (const phase of phases) expect(await worker.phase(phase, { fencing })).toMatchObject({ kind: "done" });
    run.events.push(...worker.events);
  }

  it.each(["before", "after"] as const)(
    "at any call, %s it is done, leaves what the next worker finishes: each machine switches once",
    async (when) => {
      let survived = false;
      for (let dies = 1; !survived; dies += 1) {
        hosts = simulatedHosts(() => false);
        const run = new PhaseRun({ orchestrator: adapter(), environment, treeOf }, greeted("Hello"), "run", {});
        survived = await deploy(run, mortal(dies, when), 10).then(
          () => true,
          () => false,
        );
        await deploy(run, hosts.runOnHost, 11);
        expect(run.outcomes()).toEqual({ birch: "verified", cedar: "verified" });
        for (const machine of ["birch", "cedar"]) expect(hosts.host(machine)).toMatchObject({ active: 1, switches: 1 });
      }
    },
  );
});
