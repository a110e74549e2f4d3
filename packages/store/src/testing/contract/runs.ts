import { describe, expect, it } from "vitest";
import { system } from "../../actor.ts";
import {
  createDeployment,
  deploymentOf,
  deployPlan,
  must,
  planDeployment,
  requestRun,
  startRun,
  worker,
} from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type StoreSetup, withStore } from "./setup.ts";

const failure = { code: "build-failed", params: {}, turn: "provider", detail: null } as const;
const log = { type: "log", step: "building", machine: null, payload: { text: "x" } };

/** Moving runs to their end. */
export function runContract(setup: StoreSetup): void {
  describe("active runs", () => {
    it(
      "are all listed, however many: what they hold is taken",
      withStore(setup, async ({ store, choir, environment }) => {
        const place = { operatorId: choir.operator.id, environmentId: environment.id };
        for (let number = 1; number <= 101; number += 1) {
          const slug = `choir-${number}`;
          const { plan } = await createDeployment(store, choir.actor, { ...place, slug, machines: [slug] });
          must(await store.runs.start(worker, { intentId: (await requestRun(store, choir.actor, plan.id)).id }));
        }
        expect(await store.runs.list(system, { active: true })).toHaveLength(101);
        expect(await store.runs.list(system, {})).toHaveLength(100);
      }),
    );
  });
  describe("runs", () => {
    it(
      "moves only from the state that was thought, and tells of each move",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { id: runId, fencing } = await startRun(store, choir.actor, (await choirDeployment(scene)).plan.id);
        const step = { runId, fencing, from: "planned", to: "evaluating" } as const;
        must(await store.runs.move(worker, { ...step, events: [log], evaluation: "parsed" }));
        const again = await store.runs.move(worker, step);
        expect(again).toEqual({ ok: false, conflict: { code: "wrong-state", state: "evaluating" } });
        const events = await store.runs.events(choir.actor, { runId, after: 1 });
        expect(events.map(({ number, type }) => [number, type])).toEqual([
          [2, "state"],
          [3, "log"],
        ]);
        expect(await store.runs.get(choir.actor, { runId })).toMatchObject({ evaluation: "parsed", attempts: 0 });
      }),
    );

    it(
      "moves deployed on success, records the backup repository, and frees machines no longer used",
      withStore(setup, async (scene) => {
        const { store, choir, environment } = scene;
        const place = { operatorId: choir.operator.id, environmentId: environment.id, slug: "choir" };
        const first = await createDeployment(store, choir.actor, { ...place, machines: ["m1", "m2"] });
        await deployPlan(store, choir.actor, first.plan.id);
        const deploymentId = first.deployment.id;
        const next = await planDeployment(store, choir.actor, { deploymentId, title: "Less", machines: ["m2"] });
        await deployPlan(store, choir.actor, next.plan.id);
        const claims = await store.machines.claimsOf(choir.actor, { deploymentId });
        expect(claims.map(({ machine }) => machine)).toEqual(["m2"]);
        expect(await deploymentOf(store, deploymentId)).toMatchObject({
          deployedPlanId: next.plan.id,
          deployedRevisionId: next.revision.id,
          deployedDescriptionDigest: next.plan.descriptionDigest,
        });
        const repository = await store.backups.repository(choir.actor, { deploymentId });
        expect(repository).toMatchObject({ bucket: "backup-choir", schedule: "daily", time: "02:30" });
        expect(repository?.keypairs.map(({ purpose }) => purpose)).toEqual(["encryption", "storage"]);
        expect(await store.backups.snapshots(choir.actor, { deploymentId })).toEqual([]);
      }),
    );

    it(
      "leaves deployed as it was on failure, keeps the machine that was touched, frees the other",
      withStore(setup, async (scene) => {
        const { store, choir, environment } = scene;
        const place = { operatorId: choir.operator.id, environmentId: environment.id, slug: "choir" };
        const { deployment, plan } = await createDeployment(store, choir.actor, { ...place, machines: ["m1", "m2"] });
        const { id: runId, fencing } = await startRun(store, choir.actor, plan.id);
        const machine = { machine: "m1", generation: 1, outcome: "copied" } as const;
        must(await store.runs.recordMachine(worker, { runId, fencing, ...machine }));
        must(await store.runs.finish(worker, { runId, fencing, from: "planned", to: "failed", error: failure }));
        expect(await deploymentOf(store, deployment.id)).toMatchObject({ deployedPlanId: null, targetRunId: runId });
        const claims = await store.machines.claimsOf(choir.actor, { deploymentId: deployment.id });
        expect(claims.map((claim) => claim.machine)).toEqual(["m1"]);
        const run = await store.runs.get(choir.actor, { runId });
        expect(run).toMatchObject({ state: "failed", lastError: failure, nextAttemptAt: null });
        expect(await store.runs.machines(choir.actor, { runId })).toMatchObject([machine]);
        await expect(startRun(store, choir.actor, plan.id)).resolves.toMatchObject({ state: "planned" });
      }),
    );

    it(
      "cancels by a request that the worker accepts, and not after the end",
      withStore(setup, async (scene) => {
        const { store, choir, clock } = scene;
        const { id: runId, fencing } = await startRun(store, choir.actor, (await choirDeployment(scene)).plan.id);
        const asked = must(await store.intents.requestCancel(choir.actor, { runId, reason: "wrong" }));
        const twice = must(await store.intents.requestCancel(choir.actor, { runId, reason: "wrong" }));
        expect(twice.id).toBe(asked.id);
        const run = must(await store.runs.acceptCancel(worker, { intentId: asked.id }));
        expect(run.cancelRequestedAt).toBe(clock.now().toISOString());
        must(await store.runs.move(worker, { runId, fencing, from: "planned", to: "cancelling" }));
        must(await store.runs.finish(worker, { runId, fencing, from: "cancelling", to: "cancelled", error: null }));
        const late = await store.intents.requestCancel(choir.actor, { runId, reason: "" });
        expect(late).toEqual({ ok: false, conflict: { code: "wrong-state", state: "cancelled" } });
      }),
    );
  });
}
