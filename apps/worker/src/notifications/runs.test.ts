import type { Finding } from "@allotment/model";
import type { RunError } from "@allotment/store";
import { deployPlan, must, planDeployment, startRun, worker } from "@allotment/store/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mailServer, type MailServer } from "./testing/mail-server.ts";
import { tellingScene, type TellingScene } from "./testing/telling-scene.ts";

let scene: TellingScene;
let server: MailServer;
beforeEach(async () => {
  scene = await tellingScene();
  server = await mailServer();
  await scene.relay(server);
  await scene.contact("mail", "cara@choir.example");
  await scene.contact("mail", "pat@host.example", { operatorId: null });
});
afterEach(async () => {
  if (scene.problems.length > 0) throw scene.problems[0];
  await server.close();
  await scene.close();
});

let titles = 0;

async function nextPlan(): Promise<string> {
  const { store, choir, deployment } = scene;
  const title = `Version ${(titles += 1)}`;
  return (await planDeployment(store, choir.actor, { deploymentId: deployment.id, title })).plan.id;
}

async function fail(error: RunError): Promise<void> {
  const { store, choir } = scene;
  const { id: runId, fencing } = await startRun(store, choir.actor, await nextPlan());
  must(await store.runs.finish(worker, { runId, fencing, from: "planned", to: "failed", error }));
  await scene.settle();
}

function brokenOf(turn: RunError["turn"]): RunError {
  return { code: "timed-out", params: { hours: 2, state: "building" }, turn, detail: "what the tool said of amber" };
}

function told(): [to: string | undefined, subject: string][] {
  return server.received.map(({ to, header }) => [to[0], header("subject")]);
}

describe("a run that fails", () => {
  it("is told to whoever's turn it is, with what tools said for providers only", async () => {
    await fail(brokenOf("provider"));
    expect(told()).toEqual([["pat@host.example", "[choir] An update did not go through"]]);
    expect(server.received[0]?.text).toContain("The step took longer than it may (2 hours).");
    expect(server.received[0]?.text).toContain("what the tool said of amber");
    await deployPlan(scene.store, scene.choir.actor, await nextPlan());
    await scene.settle();
    await fail(brokenOf("operator"));
    const [to] = told().at(-1) ?? [];
    expect(to).toBe("cara@choir.example");
    expect(server.received.at(-1)?.raw).toContain("support-report.txt");
    expect(server.received.at(-1)?.text).not.toContain("what the tool said");
  });

  it("is told once however often it is tried again, and over with the next one that succeeds", async () => {
    await fail(brokenOf("operator"));
    await fail(brokenOf("operator"));
    await scene.settle();
    expect(told()).toHaveLength(1);
    await deployPlan(scene.store, scene.choir.actor, await nextPlan());
    await scene.settle();
    expect(told().map(([, subject]) => subject)).toEqual([
      "[choir] An update did not go through",
      "[choir] Over: An update did not go through",
    ]);
    const open = await scene.store.incidents.list(scene.choir.actor, { state: "open" });
    expect(open).toEqual([]);
  });

  it("whose turn is nobody's is told to nobody", async () => {
    await fail(brokenOf("nobody"));
    expect(told()).toEqual([]);
  });
});

describe("a run that waits for records in the DNS", () => {
  it("is told of after an hour, once", async () => {
    const { store, choir } = scene;
    const { id: runId, fencing } = await startRun(store, choir.actor, await nextPlan());
    must(await store.runs.move(worker, { runId, fencing, from: "planned", to: "awaiting-dns" }));
    scene.clock.advance(1800);
    await scene.settle();
    expect(told()).toEqual([]);
    for (let hours = 0; hours < 30; hours += 1) {
      scene.clock.advance(3600);
      await scene.settle();
    }
    expect(told()).toEqual([["cara@choir.example", "[choir] An update waits for records in the DNS"]]);
    must(await store.runs.finish(worker, { runId, fencing, from: "awaiting-dns", to: "succeeded", error: null }));
    await scene.settle();
    expect(told().at(-1)?.[1]).toBe("[choir] Over: An update waits for records in the DNS");
  });
});

describe("a look while a run changes machines", () => {
  it("opens nothing and closes nothing", async () => {
    const { store, choir } = scene;
    const trouble: Finding = {
      code: "machine-drifted",
      subject: "m1",
      params: {},
      turn: "provider",
      severity: "problem",
    };
    const { id: runId, fencing } = await startRun(store, choir.actor, await nextPlan());
    must(await store.runs.move(worker, { runId, fencing, from: "planned", to: "activating" }));
    for (let looks = 0; looks < 4; looks += 1) await scene.look([trouble]);
    expect(await store.incidents.list(choir.actor, {})).toEqual([]);
    must(await store.runs.finish(worker, { runId, fencing, from: "activating", to: "succeeded", error: null }));
    await scene.look([trouble]);
    await scene.look([trouble]);
    expect(await store.incidents.list(choir.actor, {})).toHaveLength(1);
  });
});
