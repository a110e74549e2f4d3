/** Runs from the intent to the deployed tree, with the real store, keys, planner, library, git and (where there is one) Nix. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { createRunReconciler, systemClock, type RunReconciler } from "@allotment/engine";
import type { WorldDeployment } from "@allotment/engine/testing";
import { loadLibrary } from "@allotment/nix-output/library";
import { createOrchestrators } from "@allotment/orchestrators";
import { isTerminal, type RunRecord } from "@allotment/store";
import { sampleConfiguration, sampleInstances } from "@allotment/planner/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findNix } from "../../../scripts/lib/nix.mjs";
import { descriptionOf, setScene, threeApplications, type Scene } from "./testing/scene.ts";
import { reportReader } from "./read-reports.ts";
import { createResolver } from "./names/resolver.ts";
import { createWork } from "./work.ts";

const nix = findNix();
if ("reason" in nix) console.warn(`Runs are not evaluated in these tests: ${nix.reason}`);
const env = "reason" in nix ? {} : { ALLOTMENT_NIX: nix.folder };
const level = "reason" in nix ? "not-evaluated" : "evaluated-against-stubs";

const actor = { kind: "worker", workerId: "test" } as const;
const library = loadLibrary();

let scene: Scene;
let problems: unknown[];
let reconciler: RunReconciler;

beforeEach(async () => {
  scene = await setScene();
  problems = [];
  const { keys, folder: dataFolder } = scene;
  const { store } = scene.world;
  reconciler = createRunReconciler({
    store,
    actor,
    clock: systemClock,
    leaseSeconds: 30,
    work: createWork(
      { store, actor, keys, library, dataFolder, resolver: createResolver() },
      createOrchestrators({ dataFolder, env, readReports: reportReader(store, actor, dataFolder) }),
    ),
    report: ({ error }) => void problems.push(error),
    shutdown: new AbortController().signal,
  });
});
afterEach(() => {
  scene.world.store.close();
  rmSync(scene.folder, { recursive: true });
});

async function finish(runId: string): Promise<RunRecord> {
  for (let turn = 0; turn < 200; turn += 1) {
    await reconciler.tick({ limit: 4 });
    const run = await scene.world.store.runs.get(actor, { runId });
    if (run !== null && isTerminal(run.state)) return run;
    // Steps that are tried again become due after a second.
    await systemClock.sleep(20);
  }
  throw new Error("the run does not come to an end");
}

function git(folder: string, ...argv: readonly string[]): string {
  return execFileSync("git", argv, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" },
  });
}

function cloneOf(deployment: string): string {
  const clone = path.join(scene.folder, "clone");
  rmSync(clone, { recursive: true, force: true });
  git(scene.folder, "clone", "--quiet", path.join(scene.folder, "trees", deployment), clone);
  return clone;
}

describe("a first run of Mastodon, Pixelfed and PeerTube", () => {
  let deployment: WorldDeployment;
  let run: RunRecord;
  beforeEach(async () => {
    const description = descriptionOf(scene, threeApplications);
    deployment = await scene.world.deployment(description);
    run = await finish(await deployment.ask(description));
  }, 60_000);

  it("succeeds, moves what is deployed, and says how far Nix looked", async () => {
    const { store } = scene.world;
    expect(problems).toEqual([]);
    expect(run).toMatchObject({ state: "succeeded", lastError: null, evaluation: level });
    const record = await store.deployments.get(actor, { deploymentId: deployment.id });
    expect(record?.deployedPlanId).toBe(run.planId);
    const machines = await store.runs.machines(actor, { runId: run.id });
    expect(machines.map(({ machine, outcome, generation }) => [machine, outcome, generation])).toEqual([
      ["amber", "verified", 1],
      ["birch", "verified", 1],
      ["cedar", "verified", 1],
    ]);
  });

  it("records the backup repository with its keypairs, and freezes no domain", async () => {
    const { store } = scene.world;
    const repository = await store.backups.repository(actor, { deploymentId: deployment.id });
    expect(repository?.keypairs.map(({ purpose }) => purpose).sort()).toEqual(["encryption", "storage"]);
    expect(await store.backups.snapshots(actor, { deploymentId: deployment.id })).toEqual([]);
    const domains = await store.domains.list(actor, { deploymentId: deployment.id });
    expect(domains.length).toBeGreaterThan(0);
    expect(domains.filter(({ frozenAt }) => frozenAt !== null)).toEqual([]);
  });

  it("leaves a tree that anybody can clone, with one commit, and that stands alone", () => {
    const clone = cloneOf("choir");
    expect(git(clone, "log", "--format=%an %s").trim()).toBe("Allotment Revision 1 of choir");
    expect(git(clone, "log", "--format=%b")).toContain(`Run: ${run.id}`);
    const manifest: unknown = JSON.parse(readFileSync(path.join(clone, "secrets/manifest.json"), "utf8"));
    const files = Object.values((manifest as { secrets: Record<string, { file: string }> }).secrets).map(
      ({ file }) => file,
    );
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expect(readFileSync(path.join(clone, file), "latin1")).toContain("age-encryption.org/v1");
    if ("reason" in nix) return;
    const machines = execFileSync(
      nix.instantiate,
      ["--eval", "--strict", "--json", "-E", "builtins.attrNames (import ./nix/check { tree = ./.; })"],
      { cwd: clone, encoding: "utf8" },
    );
    expect(JSON.parse(machines)).toEqual(["amber", "birch", "cedar"]);
  });

  it("has put no secret value into anything that exists afterwards", async () => {
    const { store } = scene.world;
    const generated = await store.secrets.generated(actor, { deploymentId: deployment.id });
    expect(generated.length).toBeGreaterThan(5);
    const decoder = new TextDecoder();
    const made = await Promise.all(
      generated.map(async ({ ciphertext }) => decoder.decode(await scene.keys.open(ciphertext))),
    );
    const values = [
      ...scene.secrets,
      ...made.flatMap((json) => Object.values(JSON.parse(json) as Record<string, string>)),
    ];
    // Public halves of key pairs are no secrets, but short random texts must not match by chance either.
    for (const value of values) expect(value.length).toBeGreaterThan(8);
    const found = allFiles(scene.folder).flatMap((file) => {
      const content = readFileSync(file, "latin1");
      return values.filter((value) => content.includes(value)).map(() => file);
    });
    expect(found).toEqual([]);
  });

  it("is followed by a run that touches nothing when nothing has changed for the machines", async () => {
    const again = await finish(await deployment.ask(descriptionOf(scene, threeApplications)));
    expect(problems).toEqual([]);
    expect(again).toMatchObject({ state: "succeeded", lastError: null });
    const machines = await scene.world.store.runs.machines(actor, { runId: again.id });
    expect(machines.map(({ outcome, generation }) => [outcome, generation])).toEqual(Array(3).fill(["untouched", 1]));
    expect(git(cloneOf("choir"), "rev-list", "--count", "HEAD").trim()).toBe("2");
  });
});

function allFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe("names that make practice go wrong", () => {
  it.each([
    ["fail-at-provisioning", "failed"],
    ["fail-at-evaluating", "failed"],
    ["fail-at-building", "failed"],
    ["fail-at-copying", "failed"],
    ["fail-at-activating", "rolled-back"],
    ["fail-at-verifying", "rolled-back"],
    ["rollback-at-activating", "rolled-back"],
    ["fail-once-at-copying", "succeeded"],
  ])("%s ends the run as %s, with the truth on record", { timeout: 30_000 }, async (slug, end) => {
    const configuration = sampleConfiguration({ [slug]: sampleInstances.hello(50) });
    const description = descriptionOf(scene, configuration);
    const deployment = await scene.world.deployment(description);
    const run = await finish(await deployment.ask(description));
    const { store } = scene.world;
    expect(run.state).toBe(end);
    const record = await store.deployments.get(actor, { deploymentId: deployment.id });
    expect(record?.deployedPlanId).toBe(end === "succeeded" ? run.planId : null);
    const machines = await store.runs.machines(actor, { runId: run.id });
    if (end === "succeeded") expect(machines.map(({ outcome }) => outcome)).toEqual(["verified"]);
    else expect(machines.map(({ generation }) => generation).filter((generation) => generation !== null)).toEqual([]);
    if (end !== "succeeded") expect(run.lastError?.code).toBe("practised-failure");
    if (slug === "rollback-at-activating") expect(machines.map(({ outcome }) => outcome)).toEqual(["restored"]);
    if (end === "rolled-back") expect(git(path.join(scene.folder, "trees/choir"), "branch", "--list").trim()).toBe("");
  });
});

describe("a run that somebody cancels", () => {
  it("stops in the middle of a slow step, and nothing of it stays", { timeout: 30_000 }, async () => {
    const description = descriptionOf(scene, sampleConfiguration({ "slow-at-copying": sampleInstances.hello(50) }));
    const deployment = await scene.world.deployment(description);
    const runId = await deployment.ask(description);
    const { store } = scene.world;
    const copying = async () =>
      (await store.runs.events(actor, { runId, after: 0 })).some(
        ({ step, type }) => step === "copying" && type === "progress",
      );
    let steps: readonly Promise<void>[] = [];
    while (!(await copying())) {
      steps = [...steps, ...(await reconciler.begin({ limit: 1 }))];
      await systemClock.sleep(20);
    }
    const asked = Date.now();
    await deployment.cancel(runId);
    expect(await finish(runId)).toMatchObject({ state: "cancelled", lastError: null });
    await Promise.all(steps);
    expect(Date.now() - asked).toBeLessThan(10_000);
    const machines = await store.runs.machines(actor, { runId });
    expect(machines.map(({ outcome, generation }) => [outcome, generation])).toEqual([["untouched", null]]);
  });
});

describe("a plan that was tampered with", () => {
  it("is refused before anything is done with it", async () => {
    const description = descriptionOf(scene, sampleConfiguration({ hello: sampleInstances.hello(50) }));
    const machines = Object.fromEntries(
      Object.entries(description.machines).map(([name, machine]) => [
        name,
        { ...machine, used: { ...machine.used, memoryMiB: 10_000_000 } },
      ]),
    );
    const deployment = await scene.world.deployment(description);
    const run = await finish(await deployment.ask({ ...description, machines }));
    expect(run).toMatchObject({ state: "failed", lastError: { code: "description-refused" } });
    expect(readdirSync(scene.folder)).not.toContain("trees");
  });
});
