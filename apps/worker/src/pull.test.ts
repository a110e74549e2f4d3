/** Runs whose machines fetch their configuration, through the engine: only the machine itself is pretended. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createRunReconciler, systemClock, type RunReconciler } from "@allotment/engine";
import { makeWorld, type World } from "@allotment/engine/testing";
import type { Description, Environment } from "@allotment/model";
import { loadLibrary } from "@allotment/nix-output/library";
import { createOrchestrators, liveCommit } from "@allotment/orchestrators";
import { makePlan } from "@allotment/planner";
import { sampleConfiguration, sampleEnvironment, sampleInput, sampleInstances } from "@allotment/planner/testing";
import { workerKeys } from "@allotment/secrets";
import { isTerminal, system, type RunRecord } from "@allotment/store";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findNix } from "../../../scripts/lib/nix.mjs";
import { reportReader } from "./read-reports.ts";
import { createResolver } from "./names/resolver.ts";
import { createWork } from "./work.ts";

const nix = findNix();
const actor = { kind: "worker", workerId: "test" } as const;
const hostPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";

/** A machine without NixOS and without an address that the worker could reach. */
function environment(): Environment {
  const sample = sampleEnvironment("one-machine");
  const [offer] = Object.values(sample.offers.machine);
  if (offer === undefined) throw new Error("the sample has a machine");
  const { ipv4: _, ipv6: __, ...rest } = offer;
  const amber = { ...rest, hostPublicKey, hardware: { preset: "minimal" as const } };
  return { ...sample, orchestrator: "pull", offers: { ...sample.offers, machine: { amber } } };
}

function described(title: string, deployed: Description | null): Description {
  const hello = sampleInstances.hello(10);
  const configuration = {
    ...sampleConfiguration({ hello: { ...hello, options: { ...hello.options, title } } }),
    backups: { ...sampleConfiguration({}).backups, enabled: false },
  };
  const input = sampleInput({ configuration, environment: environment(), deployed });
  const { description, diagnostics } = makePlan({ ...input, publicUrl: "https://panel.example.org" });
  if (description === null) throw new Error(JSON.stringify(diagnostics));
  return description;
}

describe.skipIf("reason" in nix)("runs of machines that pull", { timeout: 60_000 }, () => {
  let folder = "";
  let world: World;
  let reconciler: RunReconciler;
  let problems: unknown[];
  const repository = () => path.join(folder, "trees/choir");
  const live = () => liveCommit({ repository: repository() });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "allotment-pull-runs-"));
    problems = [];
    // Looking again after seconds shall not take seconds.
    const start = Date.now();
    const now = () => start + (Date.now() - start) * 30;
    world = await makeWorld(environment(), { clock: () => new Date(now()) });
    const { store } = world;
    const readReports = reportReader(store, actor, folder);
    const env = "reason" in nix ? {} : { ...process.env, ALLOTMENT_NIX: nix.folder };
    reconciler = createRunReconciler({
      store,
      actor,
      clock: { ...systemClock, now },
      leaseSeconds: 3600,
      work: createWork(
        {
          store,
          actor,
          keys: await workerKeys(folder),
          library: loadLibrary(),
          dataFolder: folder,
          resolver: createResolver(),
        },
        createOrchestrators({ dataFolder: folder, env, readReports }),
      ),
      report: ({ error }) => void problems.push(error),
      shutdown: new AbortController().signal,
    });
  });
  afterEach(async () => {
    world.store.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Goes on until the run is over; `machine` is told of every commit that becomes live. */
  async function finish(runId: string, machine: (commit: string) => Promise<void>): Promise<RunRecord> {
    let seen = await live();
    for (const deadline = Date.now() + 40_000; Date.now() < deadline;) {
      await reconciler.tick({ limit: 4 });
      const run = await world.store.runs.get(actor, { runId });
      if (run !== null && isTerminal(run.state)) return run;
      const commit = await live();
      if (commit !== undefined && commit !== seen) await machine((seen = commit));
      await systemClock.sleep(20);
    }
    throw new Error("the run does not come to an end");
  }

  const say = (deploymentId: string, status: "running" | "failed", generation: number) => (commit: string) =>
    world.store.pull.report(system, {
      deploymentId,
      machine: "amber",
      report: { commit, generation, system: null, status, error: status === "failed" ? "no room" : "" },
    });

  it("succeed when the machine says so; a machine that fails has what was before published on top", async () => {
    const first = described("First", null);
    const deployment = await world.deployment(first);
    const succeeded = await finish(await deployment.ask(first), say(deployment.id, "running", 1));
    expect(problems).toEqual([]);
    expect(succeeded).toMatchObject({ state: "succeeded", lastError: null, evaluation: "fully-evaluated" });
    const before = await live();
    const commits: string[] = [];
    const failing = await finish(await deployment.ask(described("Second", first)), async (commit) => {
      commits.push(commit);
      await say(deployment.id, commits.length === 1 ? "failed" : "running", 1)(commit);
    });
    expect(problems).toEqual([]);
    expect(failing).toMatchObject({ state: "rolled-back", lastError: { code: "pull-failed", turn: "provider" } });
    expect(commits).toHaveLength(2);
    const git = (...argv: string[]) => execFileSync("git", argv, { cwd: repository(), encoding: "utf8" }).trim();
    expect(git("rev-list", "--first-parent", "main").split("\n")).toEqual([...commits.toReversed(), before]);
    expect(git("diff", "--stat", String(before), "main")).toBe("");
    const record = await world.store.deployments.get(actor, { deploymentId: deployment.id });
    expect(record?.deployedPlanId).toBe(succeeded.planId);
    const [truth] = await world.store.runs.machines(actor, { runId: failing.id });
    expect(truth).toMatchObject({ machine: "amber", outcome: "restored", generation: 1 });
  });
});
