/** The worker as the process that it is: started, asked to stop, and killed in the middle of a run. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal, type RunState } from "@allotment/store";
import { sampleConfiguration, sampleInstances } from "@allotment/planner/testing";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleOptions } from "../../../scripts/lib/bundle.mjs";
import { root } from "../../../scripts/lib/root.mjs";
import { descriptionOf, setScene } from "./testing/scene.ts";

const output = `.cache/worker-test-${process.pid}.mjs`;
const bundle = path.join(root, output);
const reader = { kind: "worker", workerId: "reader" } as const;

beforeAll(async () => {
  await build({ ...bundleOptions({ entry: "apps/worker/src/main.ts", output }), sourcemap: false });
}, 60_000);
afterAll(() => rmSync(bundle, { force: true }));

function start(folder: string): ChildProcess {
  const env = { PATH: process.env["PATH"] ?? "", ALLOTMENT_DATA: folder, ALLOTMENT_LOG: "warn" };
  return spawn(process.execPath, [bundle], { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
}

function failing(env: Readonly<Record<string, string>>): { code: number | null; said: string } {
  try {
    execFileSync(process.execPath, [bundle], { cwd: root, env: { PATH: "", ...env }, stdio: "pipe", encoding: "utf8" });
    return { code: 0, said: "" };
  } catch (error) {
    const { status, stderr } = error as { status: number | null; stderr: string };
    return { code: status, said: stderr };
  }
}

describe("a worker that cannot start", () => {
  it.each([
    [
      { ALLOTMENT_DATA: "/nowhere/at/all" },
      "The data folder /nowhere/at/all does not exist. Start with `npm start`.\n",
    ],
    [{ ALLOTMENT_RUNS: "none" }, 'ALLOTMENT_RUNS has to be a number from 1 to 64, not "none".\n'],
    [{ ALLOTMENT_DNS_PORT: "0.5" }, 'ALLOTMENT_DNS_PORT has to be a number from 1 to 65535, not "0.5".\n'],
    [{ ALLOTMENT_LOG: "loud" }, /^ALLOTMENT_LOG has to be one of fatal, .*, not "loud"\.\n$/],
  ])("says why in one sentence (%#)", (env, sentence) => {
    const { code, said } = failing(env);
    expect(code).toBe(1);
    expect(said).toMatch(sentence);
  });
});

describe("a worker that is killed and one that is asked to stop", () => {
  it("are replaced, and the run succeeds once", { timeout: 90_000 }, async () => {
    const scene = await setScene(2500);
    const { store } = scene.world;
    const description = descriptionOf(scene, sampleConfiguration({ hello: sampleInstances.hello(50) }));
    const deployment = await scene.world.deployment(description);
    const runId = await deployment.ask(description);
    const reaches = async (wanted: (state: RunState) => boolean): Promise<RunState | undefined> => {
      for (let look = 0; look < 800; look += 1) {
        const run = await store.runs.get(reader, { runId });
        if (run !== null && wanted(run.state)) return run.state;
        await sleep(50);
      }
      return undefined;
    };
    const workers: ChildProcess[] = [];
    try {
      workers.push(start(scene.folder));
      expect(await reaches((state) => state === "building")).toBe("building");
      workers[0]?.kill("SIGKILL");
      const killedAt = new Date().toISOString();
      workers.push(start(scene.folder));
      // The first may have gone on by a step before it ended; the second has to be there before it is asked to stop.
      const seen = () => store.settings.get(reader, { key: "worker-seen" });
      await expect.poll(async () => ((await seen()) ?? "") > killedAt, { timeout: 30_000 }).toBe(true);
      expect(await reaches((state) => state === "copying")).toBe("copying");
      const second = workers[1];
      second?.kill("SIGTERM");
      if (second) expect(await once(second, "exit")).toEqual([0, null]);
      workers.push(start(scene.folder));
      expect(await reaches(isTerminal)).toBe("succeeded");
      const events = await store.runs.events(reader, { runId, after: 0 });
      expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 1));
      const states = events.filter(({ type }) => type === "state").map(({ payload }) => payload["to"]);
      expect(new Set(states).size).toBe(states.length);
      const count = execFileSync("git", ["rev-list", "--all", "--count"], {
        cwd: path.join(scene.folder, "trees/choir"),
      });
      expect(String(count).trim()).toBe("1");
    } finally {
      for (const worker of workers) worker.kill("SIGKILL");
      store.close();
      rmSync(scene.folder, { recursive: true, force: true });
    }
  });
});

describe("a worker that runs", () => {
  it("says what it can do and by which key, and does errands", { timeout: 60_000 }, async () => {
    const scene = await setScene();
    const { store, provider } = scene.world;
    const worker = start(scene.folder);
    try {
      const input = { machine: "amber", address: "127.0.0.1", port: 1 };
      const asked = { kind: "machine-scan", environmentId: null, deploymentId: null, subject: "amber", input } as const;
      const errand = await store.errands.ask(provider, asked);
      if (!errand.ok) throw new Error(errand.conflict.code);
      const look = () => store.errands.get(reader, { errandId: errand.value.id });
      await expect.poll(async () => (await look())?.state, { timeout: 30_000 }).toBe("done");
      expect((await look())?.result).toMatchObject({ ok: false, key: null });
      expect(await store.settings.get(reader, { key: "worker-ssh-key" })).toMatch(/^ssh-ed25519 AAAA/);
      const published = JSON.parse((await store.settings.get(reader, { key: "worker-orchestrators" })) ?? "[]");
      expect(published).toContainEqual({ id: "rehearsal", titleKey: "orchestrators.rehearsal", installs: false });
    } finally {
      worker.kill("SIGKILL");
      store.close();
      rmSync(scene.folder, { recursive: true, force: true });
    }
  });
});
