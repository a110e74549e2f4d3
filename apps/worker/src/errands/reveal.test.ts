/** What the first administrator is shown, from a deployed description to the sealed answer. */
import { rmSync } from "node:fs";
import path from "node:path";
import type { Description } from "@allotment/model";
import type { HostOutcome, RunOnHost } from "@allotment/orchestrators";
import { generateMissing, workerKeys, type WorkerKeys } from "@allotment/secrets";
import type { ErrandOf, Revealed } from "@allotment/store";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { descriptionOf, setScene, threeApplications, type Scene } from "../testing/scene.ts";
import { createResolver } from "../names/resolver.ts";
import { createReveal } from "./reveal.ts";

const actor = { kind: "worker", workerId: "test" } as const;

interface Call {
  readonly argv: readonly string[];
  readonly input: string | undefined;
}

let scene: Scene;
let deploymentId: string;
let description: Description;
let browser: WorkerKeys;
let calls: Call[];
let answers: HostOutcome[];

beforeAll(async () => {
  scene = await setScene();
  browser = await workerKeys(path.join(scene.folder, "browser"));
  description = descriptionOf(scene, threeApplications);
  const { store } = scene.world;
  const deployment = await scene.world.deployment(description);
  deploymentId = deployment.id;
  const runId = await deployment.ask(description);
  const [intent] = await store.intents.pending(actor, { limit: 1 });
  await store.runs.start(actor, { intentId: intent?.id ?? "" });
  const [run] = await store.runs.takeDue(actor, { limit: 1, leaseSeconds: 30 });
  const end = { from: "planned", to: "succeeded", error: null } as const;
  await store.runs.finish(actor, { runId, fencing: run?.fencing ?? 0, ...end });
  const { recipient } = scene.keys;
  for (const made of await generateMissing(description.generators, { present: [], recipient })) {
    await store.secrets.keepGenerated(actor, { deploymentId, ...made });
  }
});
afterAll(() => {
  scene.world.store.close();
  rmSync(scene.folder, { recursive: true });
});
beforeEach(() => {
  calls = [];
  answers = [];
});

const run: RunOnHost = async (_target, argv, { input }) => {
  calls.push({ argv: argv.slice(argv.findIndex((one) => one.startsWith("PATH=")) + 1), input });
  return answers.shift() ?? { kind: "done", exitCode: 0, stdout: "", stderr: "" };
};

const ended = (exitCode: number, stdout = ""): HostOutcome => ({ kind: "done", exitCode, stdout, stderr: "" });

async function revealed(instance: string): Promise<Revealed> {
  const input = { instance, recipient: browser.recipient };
  const errand = { kind: "reveal", environmentId: null, deploymentId, subject: `claim/${instance}`, input } as const;
  const { store } = scene.world;
  const context = {
    store,
    actor,
    keys: scene.keys,
    sshKeyFile: "/nowhere",
    resolver: createResolver(),
    signal: new AbortController().signal,
  };
  // Only what the handler reads.
  return createReveal(run)(errand as unknown as ErrandOf<"reveal">, context);
}

async function shown(instance: string): Promise<unknown> {
  const { sealed, problem } = await revealed(instance);
  expect(problem).toBeNull();
  return JSON.parse(new TextDecoder().decode(await browser.open(Buffer.from(sealed ?? "", "base64"))));
}

describe("a first password", () => {
  it("that is generated is shown as it was written for the machine", async () => {
    const password: unknown = expect.stringMatching(/^[A-Za-z0-9]{24}$/);
    expect(await shown("videos")).toEqual({ username: "root", email: "alice@choir.example", password });
    expect(await shown("videos")).toEqual(await shown("videos"));
    expect(calls).toEqual([]);
  });

  it("that the application prints is read, also for an account that is there already", async () => {
    answers = [ended(0, "OK\nNew password: first-one\n")];
    expect(await shown("social")).toMatchObject({ username: "alice", password: "first-one" });
    answers = [ended(1, "Username has already been taken\n"), ended(0, "OK\nNew password: another\n")];
    expect(await shown("social")).toMatchObject({ password: "another" });
    expect(calls.map(({ argv }) => argv.slice(0, 3).join(" "))).toEqual([
      "mastodon-tootctl accounts create",
      "mastodon-tootctl accounts create",
      "mastodon-tootctl accounts modify",
    ]);
  });

  it("that is longer than any password is not passed on", async () => {
    answers = [ended(0, `OK\nNew password: ${"x".repeat(201)}\n`)];
    expect(await revealed("social")).toEqual({ sealed: null, problem: "command-failed" });
  });

  it("that the application takes goes to it by standard input alone", async () => {
    const { password } = (await shown("pictures")) as { password: string };
    expect(password).toMatch(/^[A-Za-z0-9]{24}$/);
    expect(JSON.parse(calls[0]?.input ?? "")).toMatchObject({ username: "alice", password });
    expect(calls[0]?.argv).toEqual(["allotment-pixelfed-administrator"]);
  });

  it.each<[string, HostOutcome, Revealed["problem"]]>([
    ["cannot be reached", { kind: "unreachable", started: false, detail: "secret detail" }, "unreachable"],
    ["has another key", { kind: "wrong-host-key" }, "wrong-host-key"],
    ["does not let us in", { kind: "refused" }, "refused"],
    ["takes too long", { kind: "timeout" }, "timeout"],
    ["refuses the command", ended(2), "command-failed"],
  ])("is not shown when the machine %s, and the reason is", async (_name, outcome, problem) => {
    answers = [outcome, outcome];
    expect(await revealed("pictures")).toEqual({ sealed: null, problem });
    answers = [outcome, outcome];
    expect(await revealed("social")).toEqual({ sealed: null, problem });
  });

  it("of what is not deployed is not there", async () => {
    expect(await revealed("gone")).toEqual({ sealed: null, problem: "not-there" });
  });
});
