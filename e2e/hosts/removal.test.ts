/** A community on a machine without NixOS, from its owner's wish to be gone to the record: panel's API, worker, host. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DeploymentView } from "@allotment/api";
import {
  configurationOf,
  firstProvider,
  operatorWith,
  testApi,
  type TestApi,
  type TestPerson,
} from "@allotment/api/testing";
import { plainInstance } from "@allotment/planner/testing";
import { openStore, system } from "@allotment/store";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleOptions } from "../../scripts/lib/bundle.mjs";
import { findNix } from "../../scripts/lib/nix.mjs";
import { root } from "../../scripts/lib/root.mjs";
import { hostsProblem, startHosts, type TestHosts } from "./index.ts";
import { environmentOn, must } from "./sample-hosts.ts";
import { askSnac } from "./snac-client.ts";

const nix = findNix();
const problem = "reason" in nix ? nix.reason : await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;
const domain = "talk.choir.example";

describe.skipIf(problem !== null)(`a removal on a machine without NixOS${why}`, { timeout: 180_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "allotment-removal-"));
  const output = `.cache/removal-test-${process.pid}.mjs`;
  let hosts: TestHosts;
  let api: TestApi;
  let choir: TestPerson & { readonly operatorId: string };
  let worker: ChildProcess;
  let deploymentId: string;
  const one = () => hosts.host("one");

  function start(...argv: string[]): ChildProcess {
    const nixFolder = "reason" in nix ? "" : nix.folder;
    const env = { PATH: process.env["PATH"] ?? "", ALLOTMENT_DATA: folder, ALLOTMENT_NIX: nixFolder };
    const log = openSync(path.join(folder, "worker.log"), "a", 0o600);
    return spawn(process.execPath, [path.join(root, output), ...argv], { cwd: root, env, stdio: ["ignore", log, log] });
  }

  beforeAll(async () => {
    await build({ ...bundleOptions({ entry: "apps/worker/src/main.ts", output }), sourcemap: false });
    await once(start("--migrate"), "exit");
    hosts = await startHosts({ set: "removal", names: ["one"] });
    api = await testApi({ store: openStore({ folder }), withoutWorker: true });
    await hosts.authorize((await api.store.settings.get(system, { key: "worker-ssh-key" })) ?? "");
    worker = start();
    const orchestrators = () => api.store.settings.get(system, { key: "worker-orchestrators" });
    for (const until = Date.now() + 30_000; !(await orchestrators())?.includes("nixos-ssh"); await sleep(100)) {
      if (Date.now() > until) throw new Error("the worker does not start");
    }
    const provider = await firstProvider(api);
    choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const sample = environmentOn(one(), { orchestrator: "nixos-ssh" });
    // What has secrets of a provider's is not needed here.
    const { machine, "http-ingress": ingress } = sample.offers;
    const document = { ...sample, offers: { machine, ...(ingress && { "http-ingress": ingress }) } };
    const environment = await provider.caller.environment.create({
      slug: "real",
      source: { document: { ...document } },
    });
    deploymentId = await install(environment.id);
  }, 180_000);
  afterAll(async () => {
    if (worker?.exitCode === null) {
      worker.kill("SIGTERM");
      await once(worker, "exit");
    }
    api?.close();
    await hosts?.remove();
    rmSync(path.join(root, output), { force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  async function install(environmentId: string): Promise<string> {
    const { caller, operatorId } = choir;
    const talk = plainInstance("snac", 10);
    const { applications } = configurationOf({ talk: { ...talk, options: { ...talk.options, domain } } });
    const place = { operatorId, environmentId, slug: "choir", title: "Choir", applications };
    const made = await caller.deployment.create(place);
    const { document } = await caller.draft.get({ deploymentId: made.deploymentId });
    const backups = { ...document.backups, enabled: false };
    const wish = { deploymentId: made.deploymentId, etag: made.etag, document: { ...document, backups } };
    const { etag } = await caller.draft.set(wish);
    await caller.configuration.stage({ deploymentId: made.deploymentId, etag });
    const { planId, diagnostics } = await caller.plan.create({ deploymentId: made.deploymentId });
    if (planId === null) throw new Error(JSON.stringify(diagnostics));
    const { warnings } = await caller.plan.get({ planId });
    const { runId } = await caller.run.create({ planId, acknowledged: warnings.map(({ code }) => code) });
    await ended(runId);
    return made.deploymentId;
  }

  async function ended(runId: string | null): Promise<void> {
    for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(200)) {
      const run = await choir.caller.run.get({ runId: runId ?? "" });
      if (run.state === "succeeded") return;
      if (run.over) throw new Error(JSON.stringify(run.error ?? run.refusal));
    }
    throw new Error("the run does not come to an end");
  }

  const view = (): Promise<DeploymentView> => choir.caller.deployment.get({ deploymentId });
  const site = () => askSnac({ host: domain, address: one().ipv4 }, "/");
  const stateNow = async () => (await view()).lastRun?.state;

  test("is suspended at once, and nothing can be installed until it is kept", async () => {
    expect((await site()).status).not.toBe(503);
    const backup = { declined: "Everybody has a copy of it." };
    const wish = { deploymentId, confirm: "choir", backup, graceDays: 30 };
    const { runId } = await choir.caller.deployment.remove(wish);
    await ended(runId);
    expect(await site()).toMatchObject({ status: 503 });
    expect(await view()).toMatchObject({ status: "removing", actual: "suspended" });
    await choir.caller.deployment.keep({ deploymentId });
    await ended((await choir.caller.deployment.resume({ deploymentId })).runId);
    expect((await site()).status).not.toBe(503);
    await ended((await choir.caller.deployment.remove(wish)).runId);
    expect(await site()).toMatchObject({ status: 503 });
  });

  test("is erased although the machine is cut off and the worker killed meanwhile, and nothing is said to be gone before it is", async () => {
    // Enough that it takes a while.
    const many = "mkdir /var/lib/snac/many && cd /var/lib/snac/many && seq 60000 | xargs touch";
    await must(one(), ["su", "snac", "-s", "/bin/sh", "-c", many]);
    await choir.caller.deployment.eraseNow({ deploymentId, confirm: "choir" });
    await expect.poll(stateNow, { timeout: 90_000, interval: 50 }).toBe("erasing");
    worker.kill("SIGKILL");
    await once(worker, "exit");
    await one().cutNetwork();
    worker = start();
    const killedAt = new Date().toISOString();
    const seen = () => api.store.settings.get(system, { key: "worker-seen" });
    await expect.poll(async () => ((await seen()) ?? "") > killedAt, { timeout: 30_000 }).toBe(true);
    expect(await choir.caller.deployment.erasure({ deploymentId })).toBeNull();
    expect(await view()).toMatchObject({ status: "removing", removedAt: null, domains: [{ host: domain }] });
    await expect(choir.caller.deployment.keep({ deploymentId })).rejects.toThrow("cannot be kept any more");
    await one().stop();
    await one().start();
    await one().restoreNetwork();
    await expect.poll(async () => (await view()).status, { timeout: 150_000, interval: 500 }).toBe("removed");
    for (const place of ["/var/lib/snac", "/run/current-system"]) {
      expect((await one().run(["ls", "-d", place])).exitCode, place).toBe(2);
    }
    const record = await choir.caller.deployment.erasure({ deploymentId });
    const files = record?.machines[0]?.things.find(({ name }) => name === "/var/lib/snac");
    expect(files?.files).toBeGreaterThan(60_000);
    expect(record).toMatchObject({ practice: false, hosts: [{ host: domain, federated: true }], secretsKept: [] });
    expect(record?.elsewhere.join(" ")).toContain("keys");
    const { caller } = choir;
    expect(await caller.domain.check({ host: domain })).toMatchObject({ availability: "free" });
    const { secretsForgotten = [] } = record ?? {};
    expect(secretsForgotten.length).toBeGreaterThan(0);
  });
});
