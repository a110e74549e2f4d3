import { descriptionOf, setScene, type Scene } from "../testing/scene.ts";
import { rmSync } from "node:fs";
import { sampleConfiguration, sampleInstances } from "@allotment/planner/testing";
import type { WorkerActor } from "@allotment/store";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createResolver } from "../names/resolver.ts";
import { scriptedDns, zoneScript, type ScriptedDns, type ScriptedRecord } from "../names/testing/scripted-dns.ts";
import { ErrandTrouble } from "./handler.ts";
import { namesCheck } from "./names-check.ts";

const actor: WorkerActor = { kind: "worker", workerId: "test" };
let scene: Scene;
let dns: ScriptedDns;
const records: ScriptedRecord[] = [];

beforeEach(async () => {
  scene = await setScene();
  const server = "127.0.0.2";
  records.length = 0;
  dns = await scriptedDns({ [server]: (question) => zoneScript("choir.example", records)(question, "udp") });
  records.push({ name: "choir.example", type: "NS", data: "ns1.choir.example" });
  records.push({ name: "ns1.choir.example", type: "A", data: server });
});
afterEach(async () => {
  scene.world.store.close();
  rmSync(scene.folder, { recursive: true });
  await dns.close();
});

async function check(planId: string, deploymentId: string) {
  const { store } = scene.world;
  const errand = await store.errands.ask(scene.world.provider, {
    kind: "names-check",
    environmentId: null,
    deploymentId,
    subject: "names",
    input: { planId },
  });
  if (!errand.ok || errand.value.kind !== "names-check") throw new Error("it could not be asked for");
  const resolver = createResolver([{ address: "127.0.0.2", port: dns.port }], dns.port);
  const { signal } = new AbortController();
  return namesCheck(errand.value, { store, actor, keys: scene.keys, sshKeyFile: "", resolver, signal });
}

async function planned() {
  const { world } = scene;
  const description = descriptionOf(scene, sampleConfiguration({ pictures: sampleInstances.pictures(50) }));
  const deployment = await world.deployment(description);
  await deployment.ask(description);
  const [plan] = await world.store.plans.list(world.provider, { deploymentId: deployment.id, limit: 1 });
  return { deploymentId: deployment.id, planId: plan?.id ?? "", dns: description.dns };
}

it("says of each record how it is, and keeps it for the page", async () => {
  const { deploymentId, planId, dns: needed } = await planned();
  const first = needed.find(({ purpose }) => purpose === "address");
  for (const { type, value } of first?.records ?? []) {
    if (type === "A") records.push({ name: first?.name ?? "", type, data: value ?? "" });
  }
  const { ok, checks } = await check(planId, deploymentId);
  expect(ok).toBe(false);
  const outcomes = checks.filter(({ params }) => params["name"] === first?.name && params["purpose"] === "address");
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["ok", "wrong"]);
  expect(checks.filter(({ params }) => params["purpose"] === "dmarc").map(({ outcome }) => outcome)).toEqual([
    "missing",
  ]);
  const looks = await scene.world.store.names.looks(scene.world.provider, { deploymentId });
  expect(looks.find(({ record }) => record === `address/${first?.name}/A`)).toMatchObject({ outcome: "right" });
});

it("of practice proves nothing about whose a name is", async () => {
  const { deploymentId, planId, dns: needed } = await planned();
  for (const { name, records: each } of needed) {
    for (const { type, value } of each) {
      if (type === "A" || type === "AAAA") records.push({ name, type, data: value ?? "" });
    }
  }
  await check(planId, deploymentId);
  const domains = await scene.world.store.domains.list(scene.world.provider, { deploymentId });
  expect(domains.map(({ verifiedAt }) => verifiedAt)).toEqual(domains.map(() => null));
});

it("cannot be done for a plan that is gone", async () => {
  const { deploymentId } = await planned();
  await expect(check("nothing", deploymentId)).rejects.toThrow(ErrandTrouble);
});
