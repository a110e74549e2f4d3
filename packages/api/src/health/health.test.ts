import type { CheckResult, CheckKind, WorkerActor } from "@allotment/store";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  deploy,
  firstProvider,
  operatorWith,
  practiceId,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

const worker: WorkerActor = { kind: "worker", workerId: "test" };

let api: TestApi;
let choir: TestPerson & { readonly operatorId: string };
let provider: TestPerson;
let deploymentId = "";

beforeEach(async () => {
  api = await testApi();
  provider = await firstProvider(api);
  choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
  const made = await choir.caller.deployment.create({
    operatorId: choir.operatorId,
    environmentId: await practiceId(choir),
    slug: "talk",
    title: "Talk",
    applications: {
      talk: { application: "snac", options: { domain: "talk.choir.example", contactEmail: "us@choir.example" } },
    },
  });
  deploymentId = made.deploymentId;
});
afterEach(() => api.close());

/** A look at something, as the worker keeps it. */
async function look<Kind extends CheckKind>(
  kind: Kind,
  subject: string,
  { planId, ...result }: Partial<CheckResult<Kind>> & { readonly planId: string },
): Promise<void> {
  await api.store.checks.want(worker, { deploymentId, planId, checks: [{ kind, subject }] });
  const [due] = await api.store.checks.takeDue(worker, { limit: 10, leaseSeconds: { [kind]: 60 } });
  if (!due) throw new Error("the check is not due");
  await api.store.checks.settle(worker, {
    deploymentId,
    kind,
    subject,
    fencing: due.fencing,
    failed: false,
    nextAt: "2030-01-01T00:00:00.000Z",
    result: { outcome: "healthy", findings: [], metrics: {}, facts: null, ...result },
  });
}

async function deployedPlan(): Promise<string> {
  return (await choir.caller.deployment.get({ deploymentId })).deployedPlanId ?? "";
}

describe("health", () => {
  test("is not known before anything is deployed, and unknown until it was looked at", async () => {
    expect(await choir.caller.health.get({ deploymentId })).toBeNull();
    await deploy(api, choir, deploymentId);
    const health = await choir.caller.health.get({ deploymentId });
    expect(health).toMatchObject({ outcome: "unknown", lastAt: null, findings: [] });
    expect(health?.applications).toMatchObject([{ instance: "talk", outcome: "unknown", since: null, purposes: [] }]);
    expect(health?.machines.every(({ seen }) => seen === null)).toBe(true);
  });

  test("is the worst of its looks, with what was found in words", async () => {
    await deploy(api, choir, deploymentId);
    const finding = {
      code: "settings-changed-inside",
      subject: "talk",
      params: { instance: "talk", count: 1, options: "title" },
      turn: "operator",
      severity: "warning",
    } as const;
    const planId = await deployedPlan();
    await look("health", "talk", { planId, outcome: "degraded", findings: [finding] });
    const health = await choir.caller.health.get({ deploymentId });
    expect(health).toMatchObject({ outcome: "degraded", applications: [{ outcome: "degraded" }] });
    expect(health?.findings).toMatchObject([{ code: "settings-changed-inside", kind: "health" }]);
    expect(health?.findings[0]?.title).not.toContain("findings.");
  });

  test("of an earlier version counts no more", async () => {
    await deploy(api, choir, deploymentId);
    await look("health", "talk", { planId: await deployedPlan(), outcome: "down" });
    expect(await choir.caller.health.get({ deploymentId })).toMatchObject({ outcome: "down" });
    const { etag, document } = await choir.caller.draft.get({ deploymentId });
    const { talk } = document.applications;
    if (!talk) throw new Error("there is a snac");
    const applications = { talk: { ...talk, options: { ...talk.options, threads: 40 } } };
    await choir.caller.draft.set({ deploymentId, etag, document: { ...document, applications } });
    await deploy(api, choir, deploymentId);
    expect(await choir.caller.health.get({ deploymentId })).toMatchObject({ outcome: "unknown", lastAt: null });
  });

  test("of the fleet is one line for each deployment that is looked at", async () => {
    await deploy(api, choir, deploymentId);
    expect(await provider.caller.health.overview()).toEqual([]);
    await look("health", "talk", { planId: await deployedPlan(), outcome: "down" });
    expect(await provider.caller.health.overview()).toMatchObject([{ deploymentId, outcome: "down", drifted: [] }]);
  });

  test("has figures over time, without points where nothing was seen", async () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour)).toISOString();
    for (const hour of [1, 2, 5]) {
      const seen = { deploymentId, subject: "talk", at: at(hour), metrics: { users: hour * 10, other: 1 } };
      await api.store.observations.record(worker, seen);
    }
    const asked = { deploymentId, metrics: ["users"], from: at(0), to: at(6), points: 6 };
    const [users, ...others] = await choir.caller.health.series(asked);
    expect(others).toEqual([]);
    expect(users?.points.map(({ at: when, value }) => [when, value])).toEqual([
      [at(1), 10],
      [at(2), 20],
      [at(5), 50],
    ]);
  });
});
