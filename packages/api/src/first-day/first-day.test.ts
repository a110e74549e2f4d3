import type { Environment } from "@allotment/model";
import { system, type ErrandRecord, type WorkerActor } from "@allotment/store";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deploy, firstProvider, operatorWith, testApi, type TestApi, type TestPerson } from "../testing/index.ts";
import type { FirstDayItemId } from "./view.ts";

const worker: WorkerActor = { kind: "worker", workerId: "test" };
const workerKey = `ssh-ed25519 ${"K".repeat(68)} allotment-worker`;
const hostPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const amber = { machine: "amber", address: "192.0.2.10", port: 22, user: "root", hostPublicKey };

let api: TestApi;
let provider: TestPerson;
beforeEach(async () => {
  api = await testApi({ settings: { publicUrl: "https://panel.example.org" } });
  provider = await firstProvider(api);
});
afterEach(() => api.close());

const statesOf = async () => {
  const { items } = await provider.caller.firstDay.get();
  return Object.fromEntries(items.map(({ id, state }) => [id, state])) as Record<FirstDayItemId, string>;
};

/** An environment with one real machine. */
async function realEnvironment(): Promise<string> {
  const { document } = await provider.caller.environment.get({ slug: "practice" });
  const { amber: machine } = document.offers.machine;
  if (machine === undefined) throw new Error("practice has no amber");
  const { ipv6: _, ...offer } = { ...machine, ipv4: amber.address, hostPublicKey };
  const real: Environment = {
    ...document,
    name: "Real",
    orchestrator: "nixos-ssh",
    offers: {
      "http-ingress": document.offers["http-ingress"] ?? {},
      machine: { amber: offer },
      smtp: { relay: { host: "mail.example.org", port: 587, security: "starttls" } },
    },
  };
  const { id } = await provider.caller.environment.create({ slug: "real", source: { document: { ...real } } });
  return id;
}

/** Answers the oldest errand. */
async function answer(ok: boolean): Promise<void> {
  const [errand] = await api.store.errands.take(worker, { limit: 1 });
  const result = { ok, checks: [], facts: null } as ErrandRecord["result"];
  await api.store.errands.finish(worker, { errandId: errand?.id ?? "", result });
}

describe("the first day", () => {
  test("of an empty installation begins with the worker, and says why and what to do", async () => {
    const view = await provider.caller.firstDay.get();
    expect(view).toMatchObject({ next: "worker", workerKey: null, declared: [] });
    const states = await statesOf();
    expect(states).toMatchObject({
      address: "done",
      worker: "todo",
      machines: "todo",
      mail: "not-needed",
      real: "todo",
    });
    for (const { state, summary, next } of view.items) {
      expect(summary).toMatch(/^[^{}]+[.]$/);
      expect(next === null).toBe(state !== "todo");
    }
  });

  test("knows the worker by its key and its sign of life, and tells the key to providers alone", async () => {
    await api.store.settings.set(system, { key: "worker-ssh-key", value: workerKey });
    expect((await statesOf()).worker).toBe("todo");
    await api.store.settings.set(system, { key: "worker-seen", value: new Date().toISOString() });
    expect((await statesOf()).worker).toBe("done");
    expect((await provider.caller.installation.get()).provider).toMatchObject({ workerKey });
    const choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    expect((await choir.caller.installation.get()).provider).toBeNull();
  });

  test("counts a test of a machine as long as the machine is declared like that", async () => {
    const { errandId } = await provider.caller.errand.testMachine(amber);
    await answer(true);
    const environmentId = await realEnvironment();
    expect(await statesOf()).toMatchObject({ environment: "done", machines: "done", "machines-tested": "done" });
    const { declared } = await provider.caller.firstDay.get();
    expect(declared.find(({ type }) => type === "machine")?.test).toMatchObject({ id: errandId, ok: true });
    const { document, revisionId } = await provider.caller.environment.get({ environmentId });
    const { amber: machine } = document.offers.machine;
    const offers = { ...document.offers, machine: { amber: { ...machine, ssh: { port: 2222 } } } };
    const source = { document: { ...document, offers } };
    await provider.caller.environment.set({ environmentId, basedOnRevisionId: revisionId, source });
    expect((await statesOf())["machines-tested"]).toBe("todo");
  });

  test("names what has not been tested, or failed, until it works", async () => {
    const environmentId = await realEnvironment();
    const mail = async () => (await provider.caller.firstDay.get()).items.find(({ id }) => id === "mail");
    expect(await mail()).toMatchObject({ state: "todo", summary: expect.stringContaining("relay") });
    for (const ok of [false, true]) {
      const to = { to: "pat@example.org", senderDomain: "example.org" };
      await provider.caller.errand.testMail({ environmentId, offer: "relay", ...to });
      await answer(ok);
      expect((await mail())?.state).toBe(ok ? "done" : "todo");
    }
  });

  test("ends with a deployment that is live on real machines, which was practised before", async () => {
    const choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const practice = await provider.caller.environment.get({ slug: "practice" });
    const { operatorId } = choir;
    const made = { operatorId, environmentId: practice.id, slug: "choir", title: "Choir" };
    const { deploymentId } = await choir.caller.deployment.create(made);
    expect(await statesOf()).toMatchObject({ operator: "done", moved: "todo" });
    const environmentId = await realEnvironment();
    await choir.caller.deployment.setEnvironment({ deploymentId, environmentId });
    expect(await statesOf()).toMatchObject({ moved: "done", real: "todo" });
    await api.store.settings.set(system, { key: "worker-ssh-key", value: workerKey });
    const { etag, document } = await provider.caller.draft.get({ deploymentId });
    const hello = { application: "hello", options: { domain: "hello.choir.example" } };
    const backups = { ...document.backups, enabled: false };
    await provider.caller.draft.set({
      deploymentId,
      etag,
      document: { ...document, applications: { hello }, backups },
    });
    await deploy(api, provider, deploymentId);
    expect((await statesOf()).real).toBe("done");
    // Now it is real: the worker may log in where it installed, and the address is for ever.
    const { deployedPlanId } = await provider.caller.deployment.get({ deploymentId });
    const planned = await provider.caller.plan.file({ planId: deployedPlanId ?? "", path: "deployment.json" });
    expect(planned.content).toContain(workerKey);
    const [domain] = await api.store.domains.list(system, { deploymentId });
    expect(domain).toMatchObject({ host: "hello.choir.example", practice: false, frozenAt: expect.any(String) });
  });
});
