/** From a live deployment in practice to its record: suspended, erased when it is time, and nothing left of it here. */
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { createRunReconciler, systemClock, type RunReconciler } from "@allotment/engine";
import { digestOf, type Description } from "@allotment/model";
import { loadLibrary } from "@allotment/nix-output/library";
import { createOrchestrators } from "@allotment/orchestrators";
import { makePlan } from "@allotment/planner";
import { sampleConfiguration, sampleInput, sampleInstances } from "@allotment/planner/testing";
import { isTerminal, type DesiredState, type PlanRecord, type RemovalBackup, type RunRecord } from "@allotment/store";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LoopWork } from "../loop.ts";
import { createResolver } from "../names/resolver.ts";
import { reportReader } from "../read-reports.ts";
import { descriptionOf, setScene, type Scene } from "../testing/scene.ts";
import { createWork } from "../work.ts";
import { createRemovalWork } from "./removal-work.ts";

const actor = { kind: "worker", workerId: "test" } as const;
const configuration = sampleConfiguration({ pictures: sampleInstances.pictures(50) });

let scene: Scene;
let reconciler: RunReconciler;
let removals: LoopWork;
let problems: unknown[];
let deploymentId: string;
let live: PlanRecord;

beforeEach(async () => {
  scene = await setScene();
  problems = [];
  const { keys, folder: dataFolder } = scene;
  const { store } = scene.world;
  const readReports = reportReader(store, actor, dataFolder);
  reconciler = createRunReconciler({
    store,
    actor,
    clock: systemClock,
    leaseSeconds: 30,
    work: createWork(
      { store, actor, keys, library: loadLibrary(), dataFolder, resolver: createResolver() },
      createOrchestrators({ dataFolder, env: {}, readReports }),
    ),
    report: ({ error }) => void problems.push(error),
    shutdown: new AbortController().signal,
  });
  removals = removalWork();
  const description = descriptionOf(scene, configuration);
  const deployment = await scene.world.deployment(description);
  deploymentId = deployment.id;
  const run = await finish(await deployment.ask(description));
  const plan = await store.plans.get(actor, { planId: run.planId });
  if (!plan) throw new Error("the plan is gone");
  live = plan;
}, 60_000);
afterEach(() => {
  scene.world.store.close();
  rmSync(scene.folder, { recursive: true });
});

function removalWork(): LoopWork {
  const { folder: dataFolder, world } = scene;
  const report = ({ error }: { readonly error: unknown }) => void problems.push(error);
  return createRemovalWork({ store: world.store, actor, dataFolder, clock: systemClock, report });
}

async function finish(runId: string): Promise<RunRecord> {
  for (let turn = 0; turn < 400; turn += 1) {
    await reconciler.tick({ limit: 4 });
    const run = await scene.world.store.runs.get(actor, { runId });
    if (run !== null && isTerminal(run.state)) return run;
    await systemClock.sleep(20);
  }
  throw new Error("the run does not come to an end");
}

/** Keeps the plan from one description to the same in another state. */
async function keepPlan(from: PlanRecord, desired: DesiredState): Promise<PlanRecord> {
  const { world, environment } = scene;
  const before = await world.store.plans.get(actor, { planId: from.id });
  const deployed: Description | null = before?.description ?? null;
  const outcome = makePlan(sampleInput({ configuration, environment, deployed, desired }));
  if (outcome.plan === null || outcome.description === null) throw new Error(JSON.stringify(outcome.diagnostics));
  const { configurationRevisionId, environmentRevisionId } = from;
  // The world keeps another configuration than the one that is planned, so its digests are taken over.
  const digests = before?.document.digests ?? outcome.plan.digests;
  const document = { ...outcome.plan, digests, description: digestOf(outcome.description) };
  const made = { configurationRevisionId, environmentRevisionId, desired };
  const params = { deploymentId, document, description: outcome.description, ...made };
  const kept = await world.store.plans.create(world.provider, params);
  if (!kept.ok) throw new Error(kept.conflict.code);
  return kept.value;
}

/** Asks for a removal without a grace period. @returns the run that suspends */
async function ask(backup: RemovalBackup): Promise<string> {
  const { store, provider } = scene.world;
  const suspend = await keepPlan(live, "suspended");
  const remove = await keepPlan(suspend, "removed");
  const plans = { suspendPlanId: suspend.id, removePlanId: remove.id };
  const asked = await store.removals.ask(provider, { deploymentId, backup, graceDays: 0, reason: "", ...plans });
  if (!asked.ok || asked.value.intent === null) throw new Error(JSON.stringify(asked));
  return asked.value.intent.runId;
}

async function nextRun(): Promise<RunRecord> {
  await Promise.all(await removals.begin({ limit: 4 }));
  const [intent] = await scene.world.store.intents.pending(actor, { limit: 4 });
  if (!intent) throw new Error("no run was asked for");
  return finish(intent.runId);
}

async function notesOf(run: RunRecord): Promise<unknown[]> {
  const events = await scene.world.store.runs.events(actor, { runId: run.id, after: 0 });
  return events.filter(({ type }) => type === "note").map(({ payload }) => payload["code"]);
}

const kept = (folder: string) => existsSync(path.join(scene.folder, folder, "choir"));

describe("removing", () => {
  test("takes a last backup, erases, and leaves nothing here but the record", async () => {
    await finish(await ask("take"));
    const run = await nextRun();
    expect(run).toMatchObject({ kind: "remove", state: "succeeded", lastError: null });
    expect(await notesOf(run)).not.toContain("backup-declined");
    const { store } = scene.world;
    const record = await store.removals.erasure(actor, { deploymentId });
    expect(record).toMatchObject({ runId: run.id, practice: true, backup: "take" });
    expect(Object.values(record?.machines ?? {}).flat().length).toBeGreaterThan(0);
    expect(record?.secretsForgotten.length).toBeGreaterThan(0);
    // Practice has no backup that a secret would have to open.
    expect(record?.secretsKept).toEqual([]);
    expect(await store.secrets.generated(actor, { deploymentId })).toEqual([]);
    expect(kept("trees")).toBe(true);
    // Another worker comes by later; a second time there is nothing left to do.
    for (let turn = 0; turn < 2; turn += 1) await Promise.all(await removalWork().begin({ limit: 4 }));
    expect([kept("trees"), kept("work"), kept(`rehearsal/${scene.world.environmentId}`)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(problems).toEqual([]);
  }, 60_000);

  test("takes no backup where it was declined, and says so", async () => {
    await finish(await ask({ declined: "Nobody needs it." }));
    const run = await nextRun();
    expect(run.state).toBe("succeeded");
    expect(await notesOf(run)).toContain("backup-declined");
    expect(await scene.world.store.secrets.generated(actor, { deploymentId })).toEqual([]);
  }, 60_000);

  test("of two workers that look at once, one asks for the run", async () => {
    await finish(await ask({ declined: "Nobody needs it." }));
    await Promise.all([removals.begin({ limit: 4 }), removalWork().begin({ limit: 4 })]);
    expect(await scene.world.store.intents.pending(actor, { limit: 4 })).toHaveLength(1);
    expect(problems).toEqual([]);
  }, 60_000);
});
