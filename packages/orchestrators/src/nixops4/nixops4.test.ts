import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sampleDescription, sampleEnvironment } from "@allotment/engine/testing";
import type { Description } from "@allotment/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Outside } from "../nixos-ssh/setup.ts";
import { orchestratorContract, PhaseRun, type OrchestratorHarness } from "../testing/index.ts";
import { createNixops4 } from "./index.ts";
import { fakeNixops4 } from "./testing/fake-nixops4.ts";
import { simulatedHosts } from "./testing/simulated-hosts.ts";

const first = sampleDescription();
const machines = Object.keys(first.machines);
const secret = "correct-horse-battery-staple";

/** The system that a description gives a machine: it changes with the options of what runs there. */
function systemOf({ instances, machines: described }: Description, machine: string): string {
  const own = described[machine]?.instances.map((slug) => JSON.stringify(instances[slug]?.options)) ?? [];
  const broken = own.some((options) => options.includes("broken"));
  return `/nix/store/${Buffer.from(own.join()).toString("hex").slice(0, 60)}-${machine}${broken ? "-broken" : ""}`;
}

function greeting(text: string): Description {
  const [slug = "", instance] = Object.entries(first.instances)[0] ?? [];
  if (instance === undefined) throw new Error("the sample has an instance");
  return { ...first, instances: { ...first.instances, [slug]: { ...instance, options: { greeting: text } } } };
}

async function makeHarness(env: NodeJS.ProcessEnv = {}): Promise<OrchestratorHarness & { readonly folder: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "allotment-nixops4-"));
  const hosts = simulatedHosts(path.join(folder, "hosts"));
  const program = path.join(folder, "nixops4.mjs");
  await writeFile(program, fakeNixops4(path.join(folder, "hosts")), { mode: 0o755 });
  await writeFile(path.join(folder, "key"), secret);
  const outside: Partial<Outside> = {
    runOnHost: hosts.run,
    findNixPrograms: async () => ({ instantiate: "/nix-instantiate", command: "/nix" }),
    evaluateSystems: async ({ folder: tree, onEvaluated }) => {
      const systems = JSON.parse(await readFile(path.join(tree, "systems.json"), "utf8")) as Record<string, string>;
      await onEvaluated(Object.keys(systems).length);
      const named = Object.entries(systems).map(([machine, output]) => [machine, { derivation: "x.drv", output }]);
      return { systems: Object.fromEntries(named) };
    },
    buildSystem: async () => null,
    closureOf: async () => new Map(),
    copySystem: async () => ({ kind: "done" }),
    requestUrl: async ({ url }) => ({
      status: 200,
      body: url.includes("nodeinfo") ? '{"software":{"name":"hello"}}' : "",
      distrust: null,
      certificateEndsAt: null,
    }),
  };
  return {
    folder,
    orchestrator: createNixops4({
      folder: path.join(folder, "data"),
      keyFile: path.join(folder, "key"),
      env: { ALLOTMENT_NIXOPS4: program, ...env },
      outside,
    }),
    environment: sampleEnvironment(),
    first,
    changed: greeting("Good evening"),
    unknownMachine: sampleDescription({ instances: { left: "birch", right: "willow" } }),
    breaking: greeting("broken"),
    treeOf: async (description) => {
      const tree = path.join(folder, "tree");
      await rm(tree, { recursive: true, force: true });
      await mkdir(tree);
      const systems = Object.keys(description.machines).map((machine) => [machine, systemOf(description, machine)]);
      await writeFile(path.join(tree, "systems.json"), JSON.stringify(Object.fromEntries(systems)));
      return { folder: tree, commit: "0".repeat(40) };
    },
    generationOn: async (machine) => (await hosts.read(machine)).profile || null,
    secrets: [secret, "an-input-that-nobody-needs-to-see", "abcdefgh"],
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

orchestratorContract("nixops4", makeHarness);

describe("deployment by NixOps4", () => {
  let harness: Awaited<ReturnType<typeof makeHarness>>;
  beforeEach(async () => {
    harness = await makeHarness();
  });
  afterEach(() => harness.dispose());

  const runOf = (description: Description, run: string) => new PhaseRun(harness, description, run, {});

  it("is refused before anything else where the program is not installed, and it is the provider's turn", async () => {
    const without = await makeHarness({ ALLOTMENT_NIXOPS4: "/nowhere/nixops4" });
    const result = await new PhaseRun(without, first, "run-1", {}).phase("provision");
    expect(result).toMatchObject({ kind: "failed", failure: { code: "nixops4-missing", whoseTurn: "provider" } });
    await without.dispose();
  });

  it("is refused for a machine without NixOS: the tree gives NixOps4 nothing for it", async () => {
    const [machine = ""] = machines;
    const described = first.machines[machine];
    if (described === undefined) throw new Error("the sample has a machine");
    const minimal = { ...described, hardware: { preset: "minimal" as const, disk: null } };
    const run = runOf({ ...first, machines: { ...first.machines, [machine]: minimal } }, "run-1");
    const failure = { code: "nixops4-needs-nixos", params: { machine }, whoseTurn: "provider" };
    expect(await run.phase("provision")).toMatchObject({ kind: "failed", failure });
  });

  it("counts resources as they end, and shows what the programs that NixOps4 runs say", async () => {
    const run = runOf(first, "run-1");
    await run.until("activate");
    const counts = run.events.filter((event) => event.kind === "progress" && event.code === "resources");
    expect(counts.at(-1)).toMatchObject({ done: 2, expected: 2, machine: machines.at(-1) });
    const lines = run.events.flatMap((event) => (event.kind === "log" ? [event.line] : []));
    expect(lines.filter((line) => line.startsWith("copying path"))).toHaveLength(machines.length);
  });

  it("keeps the state file outside of the tree, from run to run", async () => {
    await runOf(first, "run-1").until("activate");
    await runOf(greeting("Good evening"), "run-2").until("activate");
    const state = path.join(harness.folder, "data/state/environment", first.deployment, "state.json");
    expect((await readFile(state, "utf8")).trim().split("\n")).toHaveLength(machines.length + 1);
  });

  it("waits while another one is at the state file", async () => {
    const run = runOf(first, "run-1");
    await run.until("copy");
    const lock = path.join(harness.folder, "data/state/environment", first.deployment, "lock");
    const holder = spawn("flock", ["--no-fork", lock, "sh", "-c", "echo held; exec sleep 60"]);
    await once(holder.stdout, "data");
    const result = await run.phase("activate");
    holder.kill();
    expect(result).toMatchObject({ kind: "failed", failure: { code: "nixops4-locked", retryable: true } });
    expect(run.outcomes()).not.toHaveProperty(machines[0] ?? "", "activated");
    expect(await run.phase("activate")).toMatchObject({ kind: "done" });
  });

  it("says what NixOps4 and the switch said when a machine does not come up, and what is true there", async () => {
    await runOf(first, "run-1").until("verify");
    const run = runOf(greeting("broken"), "run-2");
    const result = await run.until("verify");
    expect(result).toMatchObject({
      kind: "failed",
      failure: { code: "nixops4-failed", params: { text: expect.stringContaining("Failed to apply resource") } },
    });
    expect(result).toHaveProperty("failure.detail", expect.stringContaining("units failed: hello.service"));
    expect(result).toHaveProperty("failure.detail", expect.stringContaining("exit status: 4"));
    expect(Object.values(run.outcomes())).toContain("failed");
  });
});
