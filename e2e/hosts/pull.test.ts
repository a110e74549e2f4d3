/** A machine that fetches its configuration from the panel, builds it, switches and reports; nobody connects to it. */
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { answerMachine } from "@allotment/api";
import { serveHttp, type HttpServer } from "@allotment/api/testing";
import type { CommittedTree, Phase, StepResult } from "@allotment/engine";
import type { Configuration, Description } from "@allotment/model";
import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { treeMarker, writeTree } from "@allotment/nix-output/write";
import { commitTree, createOrchestrators, liveCommit, publishTree, revertTree } from "@allotment/orchestrators";
import { PhaseRun, type PhaseGround } from "@allotment/orchestrators/testing";
import { makePlan } from "@allotment/planner";
import { plainInstance, sampleConfiguration, sampleInput } from "@allotment/planner/testing";
import { openStore, type Store } from "@allotment/store";
import { createDeployment, createSampleData, worker } from "@allotment/store/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findNix } from "../../scripts/lib/nix.mjs";
import { hostsProblem, startHosts, type TestHosts } from "./index.ts";
import { environmentOn, must } from "./sample-hosts.ts";

const nix = findNix();
const problem = (await hostsProblem()) ?? ("reason" in nix ? nix.reason : null);
const why = problem === null ? "" : ` (skipped: ${problem})`;
const token = randomBytes(32).toString("hex");

describe.skipIf(problem !== null)(`a machine that pulls${why}`, () => {
  const data = mkdtempSync(path.join(tmpdir(), "allotment-pull-host-"));
  const folders = { repository: path.join(data, "trees/choir"), scratch: path.join(data, "work") };
  let store: Store;
  let hosts: TestHosts;
  let server: HttpServer;
  let deploymentId = "";
  let ground: PhaseGround;
  let secret = "";
  const one = () => hosts.host("one");

  beforeAll(async () => {
    hosts = await startHosts({ set: "pull", names: ["one"] });
    store = openStore({ memory: true });
    const { choir, environment } = await createSampleData(store);
    const place = { operatorId: choir.operator.id, environmentId: environment.id, slug: "choir" };
    deploymentId = (await createDeployment(store, choir.actor, place)).deployment.id;
    const digest = createHash("sha256").update(token).digest("hex");
    await store.pull.keepTokens(worker, { deploymentId, tokens: { one: digest } });
    // The machine sees this one at the first address of its network.
    const gateway = one().ipv4.replace(/\d+$/, "1");
    server = await serveHttp((request) => answerMachine({ store, dataFolder: data }, request), gateway);
    const recipients = "/etc/ssh/ssh_host_ed25519_key.pub";
    secret = await must(one(), ["age", "--encrypt", "--armor", "--recipients-file", recipients], token);
    const readReports = async () => ({
      live: (await liveCommit(folders)) ?? null,
      reports: await store.pull.reports(worker, { deploymentId }),
    });
    const env = { ...process.env, ...("folder" in nix ? { ALLOTMENT_NIX: nix.folder } : {}) };
    const orchestrator = createOrchestrators({ dataFolder: data, env, readReports }).get("pull");
    if (!orchestrator) throw new Error("there is an orchestrator for pulling");
    ground = {
      orchestrator,
      environment: environmentOn(one(), { orchestrator: "pull" }),
      treeOf: (description) => commit(description),
    };
  }, 120_000);
  afterAll(async () => {
    await hosts?.remove();
    await server?.close();
    store?.close();
    rmSync(data, { recursive: true, force: true });
  });

  let runs = 0;
  async function commit(description: Description, more: Readonly<Record<string, string>> = {}): Promise<CommittedTree> {
    runs += 1;
    return commitTree(folders, {
      run: `run-${runs}`,
      message: `Run ${runs}`,
      startedAt: Date.UTC(2026, 0, 1, 0, 0, runs),
      write: async (folder) => {
        await writeTree(renderTree({ description, library: loadLibrary() }), folder);
        await rm(path.join(folder, treeMarker));
        await mkdir(path.join(folder, "secrets"), { recursive: true });
        for (const [file, text] of Object.entries({ "secrets/one_pull-token.age": secret, ...more })) {
          await writeFile(path.join(folder, file), text);
        }
      },
    });
  }

  function described(title: string): Description {
    const sample = plainInstance("hello", 10);
    const hello = { ...sample, options: { ...sample.options, domain: "hello.choir.example", title } };
    const configuration: Configuration = {
      ...sampleConfiguration({ hello }),
      backups: { ...sampleConfiguration({}).backups, enabled: false },
    };
    const input = sampleInput({ configuration, environment: environmentOn(one(), { orchestrator: "pull" }) });
    const { description, diagnostics } = makePlan({ ...input, publicUrl: server.url });
    if (!description?.pull) throw new Error(JSON.stringify(diagnostics));
    return { ...description, pull: { ...description.pull, pollSeconds: 1 } };
  }

  /** A phase as the engine does it: again and again while it waits. */
  async function phase(run: PhaseRun, name: Phase, tree?: CommittedTree): Promise<StepResult> {
    for (const deadline = Date.now() + 60_000; ;) {
      const result = await run.phase(name, tree && { tree });
      if (result.kind !== "waiting" || Date.now() > deadline) return result;
      await sleep(200);
    }
  }

  /** A whole run; `before` is what the machine ran before. */
  async function deploy(description: Description, before: number | null): Promise<PhaseRun> {
    const run = new PhaseRun(ground, description, `run-${runs + 1}`, { one: before });
    expect(await run.until("copy")).toMatchObject({ kind: "done" });
    const live = await treeOf(run);
    await publishTree(folders, live.commit);
    expect(await phase(run, "activate")).toMatchObject({ kind: "done" });
    expect(await phase(run, "verify")).toMatchObject({ kind: "done" });
    return run;
  }

  async function treeOf(run: PhaseRun): Promise<CommittedTree> {
    return commitTree(folders, {
      run: run.run,
      message: "",
      startedAt: 0,
      write: () => Promise.reject(new Error("made")),
    });
  }

  const page = () =>
    must(one(), [
      "curl",
      "--silent",
      "--insecure",
      "--resolve",
      "hello.choir.example:443:127.0.0.1",
      "https://hello.choir.example/",
    ]);
  const reports = () => store.pull.reports(worker, { deploymentId });

  test("is installed once by hand, and reports by itself", async () => {
    const description = described("First");
    const first = await commit(description);
    const archive = execFileSync("tar", ["--create", "--directory", first.folder, "."]).toString("base64");
    await must(one(), ["sh", "-c", "mkdir /srv/tree && base64 -d | tar --extract --directory /srv/tree"], archive);
    const build = ["nix", "build", "--offline", "--no-link", "--print-out-paths", "path:/srv/tree#systems.one"];
    const built = (await must(one(), build)).trim();
    await must(one(), [`${built}/bin/apply`, "switch"]);
    // The run makes the very same commit.
    runs = 0;
    const run = await deploy(description, 1);
    expect(run.outcomes()).toEqual({ one: "untouched" });
    expect(await reports()).toMatchObject([
      { machine: "one", status: "running", generation: 1, system: built, error: "" },
    ]);
  }, 120_000);

  test("takes up what is published, and the worker never connects to it", async () => {
    const run = await deploy(described("Second"), 1);
    expect(run.outcomes()).toEqual({ one: "verified" });
    expect(await page()).toContain("Second");
    expect(await reports()).toMatchObject([{ status: "running", generation: 2 }]);
    const processes = await must(one(), ["sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"]);
    expect(processes).toContain("allotment-pull.sh");
    expect(processes).not.toContain(token);
  }, 120_000);

  test.each([
    ["cannot be evaluated", "flake.nix", '{ outputs = _: throw "a broken tree"; }', "a broken tree"],
    ["has a secret that is not for it", "secrets/one_pull-token.age", "not encrypted", "switch-failed"],
  ])(
    "says why it could not run what %s, goes on as it was, and takes up what comes after",
    async (_, file, content, reason) => {
      const before = (await reports())[0]?.generation ?? null;
      const was = await page();
      const run = new PhaseRun(ground, described(`Broken ${file}`), `run-${runs + 1}`, { one: before });
      await run.until("build");
      // Broken on the way to the machine: what the worker built was fine.
      const broken = await commit(run.description, { [file]: content });
      await publishTree(folders, broken.commit);
      const result = await phase(run, "activate", broken);
      expect(result).toMatchObject({ kind: "failed", failure: { code: "pull-failed" } });
      expect(result).toHaveProperty("failure.detail", expect.stringContaining(reason));
      expect(await page()).toBe(was);
      await revertTree(folders, `run-${runs}`);
      expect(await phase(run, "rollBack", broken)).toMatchObject({ kind: "done" });
      expect(run.outcomes()).toEqual({ one: "restored" });
      expect((await deploy(described(`After ${file}`), before)).outcomes()).toEqual({ one: "verified" });
      expect(await page()).toContain(`After ${file}`);
    },
    180_000,
  );
});
