import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { system } from "@allotment/store";
import { createDeployment, createSampleData, worker } from "@allotment/store/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "../router.ts";
import { serveHttp, testApi, type HttpServer, type TestApi } from "../testing/index.ts";

const run = promisify(execFile);
const token = "0123456789abcdef".repeat(4);

let api: TestApi;
let server: HttpServer;
let deploymentId = "";
let repository = "";
let byProvider: Caller;

beforeEach(async () => {
  api = await testApi();
  server = await serveHttp((request) => api.api.machineHandler(request));
  const { provider, choir, environment } = await createSampleData(api.store);
  byProvider = api.as(provider);
  const place = { operatorId: choir.operator.id, environmentId: environment.id };
  deploymentId = (await createDeployment(api.store, choir.actor, { ...place, slug: "choir" })).deployment.id;
  const other = (await createDeployment(api.store, choir.actor, { ...place, slug: "band" })).deployment.id;
  const digest = createHash("sha256").update(token).digest("hex");
  await api.store.pull.keepTokens(worker, { deploymentId, tokens: { amber: digest } });
  await api.store.pull.keepTokens(worker, { deploymentId: other, tokens: { m1: "0".repeat(64) } });
  repository = path.join(api.settings.dataFolder, "trees/choir");
  mkdirSync(repository, { recursive: true });
  await git("init", "--quiet", "--initial-branch=main");
  await commit("first");
  await git("tag", "run-failed");
});
afterEach(async () => {
  await server.close();
  api.close();
});

const env = {
  PATH: process.env["PATH"] ?? "",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@invalid",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@invalid",
};

const git = (...argv: string[]) => run("git", argv, { cwd: repository, env });

async function commit(text: string): Promise<string> {
  writeFileSync(path.join(repository, "deployment.json"), text);
  await git("add", ".");
  await git("commit", "--quiet", "--message", text);
  return (await git("rev-parse", "HEAD")).stdout.trim();
}

const clone = (name: string) => path.join(api.settings.dataFolder, name);

/** git as a machine runs it. */
function machine(argv: readonly string[], authorization = `Basic ${btoa(`comin:${token}`)}`, cwd = "/") {
  return run("git", ["-c", `http.extraHeader=Authorization: ${authorization}`, ...argv], { cwd, env });
}

const address = (deployment = "choir") => `${server.url}/git/${deployment}.git`;

describe("the repository of a deployment", () => {
  test.each(["0", "1", "2"])(
    "is cloned by its machine, main only, with version %s of the protocol",
    async (version) => {
      const protocol = ["-c", `protocol.version=${version}`];
      await machine([...protocol, "clone", "--quiet", address(), clone("c")]);
      const second = await commit("second");
      await machine([...protocol, "pull", "--quiet"], `Bearer ${token}`, clone("c"));
      const { stdout } = await machine([...protocol, "ls-remote", address()]);
      expect(stdout.trim().split("\n")).toEqual([`${second}\tHEAD`, `${second}\trefs/heads/main`]);
    },
  );

  test("answers questions that git packs: a machine that has many commits of its own", async () => {
    await machine(["clone", "--quiet", address(), clone("c")]);
    const lines = Array.from({ length: 400 }, (_, index) => [
      `commit refs/heads/own${index}`,
      "committer a <a@invalid> 1700000000 +0000",
      "data 1",
      "x",
      "",
    ]);
    const imported = run("git", ["fast-import", "--quiet"], { cwd: clone("c"), env });
    imported.child.stdin?.end(lines.flat().join("\n"));
    await imported;
    await commit("second");
    await machine(["-c", "protocol.version=0", "fetch", "--quiet", "origin"], undefined, clone("c"));
    expect((await run("git", ["log", "-1", "--format=%s", "origin/main"], { cwd: clone("c"), env })).stdout).toBe(
      "second\n",
    );
  });

  test("stays whole for machines that fetch while it grows", async () => {
    let done = false;
    const growing = (async () => {
      for (let count = 0; !done && count < 200; count += 1) await commit(`more ${count}`);
    })();
    for (let count = 0; count < 6; count += 1) {
      const folder = clone(`c${count}`);
      await machine(["-c", `protocol.version=${count % 3}`, "clone", "--quiet", address(), folder]);
      expect((await run("git", ["fsck", "--strict", "--no-progress"], { cwd: folder, env })).stdout).toBe("");
    }
    done = true;
    await growing;
  });

  test.each([
    ["without a token", "choir", ""],
    ["with another's token", "choir", `Bearer ${"f".repeat(64)}`],
    ["with a token of another deployment", "band", `Bearer ${token}`],
    ["where there is no such deployment", "nobody", `Bearer ${token}`],
    ["with the digest of a token", "choir", `Bearer ${createHash("sha256").update(token).digest("hex")}`],
  ])("is not there %s", async (_, deployment, authorization) => {
    const headers = authorization === "" ? {} : { authorization };
    const answer = await fetch(`${address(deployment)}/info/refs?service=git-upload-pack`, { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Basic /);
    expect(await answer.text()).toBe("");
  });

  const headers = { authorization: `Bearer ${token}`, "content-type": "application/x-git-upload-pack-request" };

  test("is for reading, and gives no files of the folder", async () => {
    const ask = async (file: string, method = "GET") =>
      (await fetch(`${address()}/${file}`, { method, headers })).status;
    expect(await ask("info/refs?service=git-receive-pack")).toBe(403);
    expect(await ask("info/refs")).toBe(403);
    expect(await ask("git-receive-pack", "POST")).toBe(401);
    expect(await ask("config")).toBe(401);
    expect(await ask("git-upload-pack")).toBe(405);
  });

  test("takes no question that is larger than any, packed or not", async () => {
    const ask = async (body: Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) => {
      const init = { method: "POST", headers: { ...headers, ...more }, body };
      return (await api.api.machineHandler(new Request(`${address()}/git-upload-pack`, init))).status;
    };
    expect(await ask(new Uint8Array(1024 * 1024 + 1))).toBe(413);
    expect(await ask(new Uint8Array(gzipSync(new Uint8Array(50_000_000))), { "content-encoding": "gzip" })).toBe(400);
    expect(await ask(new Uint8Array(9), { "content-encoding": "gzip" })).toBe(400);
  });
});

describe("the report of a machine", () => {
  const sent = { commit: "a".repeat(40), generation: "7", system: "/nix/store/abc-system", status: "running" };

  async function report(form: Record<string, string>, authorization = `Bearer ${token}`, deployment = "choir") {
    const url = `${server.url}/api/report/${deployment}`;
    return (await fetch(url, { method: "POST", headers: { authorization }, body: new URLSearchParams(form) })).status;
  }
  const reports = () => api.store.pull.reports(worker, { deploymentId });

  test("says what it runs, and what went wrong in plain text that ends somewhere", async () => {
    expect(await report(sent)).toBe(204);
    expect(await reports()).toMatchObject([{ machine: "amber", ...sent, generation: 7, error: "" }]);
    const error = `${"x".repeat(9000)}\u001B[31mno space left\u001B[0m\u0007`;
    expect(await report({ commit: "b".repeat(40), status: "failed", error })).toBe(204);
    const [last] = await reports();
    expect(last).toMatchObject({ commit: "b".repeat(40), status: "failed", generation: null, system: null });
    expect(last?.error).toMatch(/^x+no space left$/);
    expect(last?.error).toHaveLength(2000);
  });

  test("is shown to the provider, those that went wrong first", async () => {
    await report(sent);
    const other = await api.store.deployments.list(worker, {});
    const band = other.find(({ slug }) => slug === "band")?.id ?? "";
    const failed = { ...sent, generation: 2, status: "failed", error: "no room" } as const;
    await api.store.pull.report(system, { deploymentId: band, machine: "m1", report: failed });
    const shown = await byProvider.fleet.reports();
    expect(shown.map(({ slug, machine, status }) => `${slug} ${machine} ${status}`)).toEqual([
      "band m1 failed",
      "choir amber running",
    ]);
  });

  test.each([
    ["another's token", sent, "Bearer nobody", "choir", 401],
    ["another deployment", sent, `Bearer ${token}`, "band", 401],
    ["a commit that is none", { ...sent, commit: "main" }, `Bearer ${token}`, "choir", 400],
    ["a state that is none", { ...sent, status: "fine" }, `Bearer ${token}`, "choir", 400],
    ["a path outside of the store", { ...sent, system: "/etc/passwd" }, `Bearer ${token}`, "choir", 400],
    ["more than any report", { ...sent, error: "x".repeat(70_000) }, `Bearer ${token}`, "choir", 413],
  ])("is refused with %s", async (_, form, authorization, deployment, status) => {
    expect(await report(form, authorization, deployment)).toBe(status);
    expect(await reports()).toEqual([]);
  });
});
