import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PullReportRecord } from "@allotment/engine";
import { sampleDescription, sampleEnvironment } from "@allotment/engine/testing";
import type { Description } from "@allotment/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Outside } from "../nixos-ssh/setup.ts";
import { orchestratorContract, PhaseRun, type OrchestratorHarness } from "../testing/index.ts";
import { createPull } from "./index.ts";

const pull = { url: "https://panel.example.org", method: "comin", pollSeconds: 60 } as const;
const first: Description = { ...sampleDescription(), orchestrator: "pull", pull };
const machines = Object.keys(first.machines);
const token = "correct-horse-battery-staple";

/** The system that a description gives a machine: it changes with the options of what runs there. */
function systemOf({ instances, machines: described }: Description, machine: string): string {
  const own = described[machine]?.instances.map((slug) => JSON.stringify(instances[slug]?.options)) ?? [];
  return `/nix/store/${Buffer.from(own.join()).toString("hex").slice(0, 60)}-${machine}`;
}

function greeting(text: string): Description {
  const [slug = "", instance] = Object.entries(first.instances)[0] ?? [];
  if (instance === undefined) throw new Error("the sample has an instance");
  return { ...first, instances: { ...first.instances, [slug]: { ...instance, options: { greeting: text } } } };
}

/** Machines that fetch what is published whenever they are allowed to. A broken configuration fails, and they go back. */
class PullingMachines {
  readonly generations = new Map<string, { readonly number: number; readonly system: string }>();
  readonly reports = new Map<string, PullReportRecord>();
  readonly published: { readonly commit: string; readonly description: Description }[] = [];
  asleep: readonly string[] = [];

  look(): void {
    const live = this.published.at(-1);
    if (live === undefined) return;
    for (const machine of Object.keys(live.description.machines)) {
      if (!this.asleep.includes(machine)) this.take(machine, live.commit, live.description);
    }
  }

  private take(machine: string, commit: string, description: Description): void {
    const system = systemOf(description, machine);
    const present = this.generations.get(machine);
    const breaks = JSON.stringify(description.instances).includes("broken") && present?.system !== system;
    if (present?.system !== system && !breaks) {
      this.generations.set(machine, { number: (present?.number ?? 0) + 1, system });
    }
    const now = this.generations.get(machine);
    this.reports.set(machine, {
      deploymentId: "choir",
      machine,
      commit,
      generation: now?.number ?? null,
      system: now?.system ?? null,
      status: breaks ? "failed" : "running",
      error: breaks ? `building\nunit hello failed, token=${token}` : "",
      at: new Date(0).toISOString(),
    });
  }

  /** As the engine does when a run goes back: what was there before, as a new commit. */
  revert(): void {
    const before = this.published.at(-2);
    if (before !== undefined) this.published.push({ ...before, commit: `${before.commit}-again` });
  }
}

type PullHarness = OrchestratorHarness & { readonly world: PullingMachines };

async function makeHarness(): Promise<PullHarness> {
  const folder = await mkdtemp(path.join(tmpdir(), "allotment-pull-"));
  const world = new PullingMachines();
  let commits = 0;
  const outside: Partial<Outside> = {
    findNixPrograms: async () => ({ instantiate: "/nix-instantiate", command: "/nix" }),
    evaluateSystems: async ({ description }) => {
      const names = Object.keys(description.machines);
      const named = names.map((name) => [name, { derivation: "x.drv", output: systemOf(description, name) }]);
      return { systems: Object.fromEntries(named) };
    },
    buildSystem: async () => null,
    requestUrl: async ({ url }) => ({
      status: 200,
      body: url.includes("nodeinfo") ? '{"software":{"name":"hello"}}' : "",
      distrust: null,
      certificateEndsAt: null,
    }),
  };
  const readReports = async () => {
    world.look();
    return { live: world.published.at(-1)?.commit ?? null, reports: [...world.reports.values()] };
  };
  return {
    world,
    orchestrator: createPull({ folder, env: {}, readReports, outside }),
    environment: { ...sampleEnvironment(), orchestrator: "pull" },
    first,
    changed: greeting("Good evening"),
    unknownMachine: { ...sampleDescription({ instances: { left: "birch", right: "willow" } }), pull },
    breaking: greeting("broken"),
    treeOf: async (description) => {
      commits += 1;
      const commit = String(commits).padStart(40, "0");
      world.published.push({ commit, description });
      return { folder, commit };
    },
    generationOn: async (machine) => world.generations.get(machine)?.number ?? null,
    secrets: [token],
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

orchestratorContract("pull", async () => {
  const harness = await makeHarness();
  const { orchestrator, world } = harness;
  // The engine publishes anew before it asks for the way back.
  const rollBack: typeof orchestrator.rollBack = (context, grant) => {
    if (world.published.at(-1)?.commit === context.tree?.commit) world.revert();
    return orchestrator.rollBack(context, grant);
  };
  return { ...harness, orchestrator: { ...orchestrator, rollBack } };
});

describe("machines that pull", () => {
  let harness: PullHarness;
  beforeEach(async () => {
    harness = await makeHarness();
  });
  afterEach(() => harness.dispose());

  const runOf = (description: Description, run: string) => new PhaseRun(harness, description, run, {});

  it("are waited for by name until all have reported, and whoever has is shown already", async () => {
    const [early = "", late = ""] = machines;
    harness.world.asleep = [late];
    const run = runOf(first, "run-1");
    await run.until("copy");
    const waiting = { kind: "waiting", for: "pull", params: { count: 1, machines: late } };
    expect(await run.phase("activate")).toMatchObject(waiting);
    expect(run.outcomes()).toEqual({ [early]: "activated" });
    harness.world.asleep = [];
    expect(await run.phase("activate", { attempt: 2 })).toMatchObject({ kind: "done" });
    expect(run.outcomes()[late]).toBe("activated");
  });

  it("need not say that they run what a commit leaves as it is", async () => {
    await runOf(first, "run-1").until("verify");
    const [, unchanged = ""] = machines;
    harness.world.asleep = [unchanged];
    const run = new PhaseRun(harness, harness.changed, "run-2", { [unchanged]: 1 });
    expect(await run.until("verify")).toMatchObject({ kind: "done" });
    expect(run.outcomes()[unchanged]).toBe("untouched");
  });

  it("say what went wrong, without secrets, and are waited for on the way back", async () => {
    await runOf(first, "run-1").until("verify");
    const before = Object.fromEntries(machines.map((machine) => [machine, 1]));
    const run = new PhaseRun(harness, greeting("broken"), "run-2", before);
    const result = await run.until("verify");
    const failure = { code: "pull-failed", whoseTurn: "provider", retryable: false };
    expect(result).toMatchObject({ kind: "failed", failure });
    expect(result).toHaveProperty("failure.detail", expect.stringContaining("unit hello failed"));
    expect(JSON.stringify(result)).not.toContain(token);
    harness.world.revert();
    harness.world.asleep = machines;
    expect(await run.phase("rollBack")).toMatchObject({ kind: "waiting", for: "pull-back", params: { count: 1 } });
    harness.world.asleep = [];
    expect(await run.phase("rollBack")).toMatchObject({ kind: "done" });
    expect(Object.values(run.outcomes()).sort()).toEqual(["restored", "untouched"]);
  });

  it("are not deployed to while nobody knows from where they fetch", async () => {
    const { pull: _, ...without } = first;
    expect(await runOf(without, "run-1").phase("provision")).toMatchObject({
      kind: "failed",
      failure: { code: "pull-address-missing", whoseTurn: "provider" },
    });
  });
});
