import { describe, expect, it } from "vitest";
import type { WorkerActor } from "../../actor.ts";
import { must, startRun, worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type StoreSetup, withStore } from "./setup.ts";

const other: WorkerActor = { kind: "worker", workerId: "worker-2" };
const taking = { limit: 10, leaseSeconds: 60 };

/** Leases: one worker at a time, and one that lost its lease writes nothing. */
export function leaseContract(setup: StoreSetup): void {
  describe("leases", () => {
    it(
      "gives a run to one worker, and to the next when its time is over, with a higher number",
      withStore(setup, async (scene) => {
        const { store, clock, choir } = scene;
        const first = await startRun(store, choir.actor, (await choirDeployment(scene)).plan.id);
        expect(await store.runs.takeDue(other, taking)).toEqual([]);
        clock.advance(61);
        const [second] = await store.runs.takeDue(other, taking);
        expect(second).toMatchObject({ id: first.id, fencing: first.fencing + 1 });
      }),
    );

    it(
      "refuses every write of a worker that lost its lease",
      withStore(setup, async (scene) => {
        const { store, clock, choir } = scene;
        const { id: runId, fencing } = await startRun(store, choir.actor, (await choirDeployment(scene)).plan.id);
        clock.advance(61);
        await store.runs.takeDue(other, taking);
        const held = { runId, fencing };
        const event = { type: "log", step: null, machine: null, payload: {} };
        const lost = { ok: false, conflict: { code: "lease-lost" } };
        const state = "planned" as const;
        const later = clock.now().toISOString();
        const end = { from: state, to: "failed", error: null } as const;
        const machine = { machine: "m1", generation: 1, outcome: "activated" } as const;
        const attempts = [
          store.runs.move(worker, { ...held, from: state, to: "building" }),
          store.runs.retryLater(worker, { ...held, state, nextAttemptAt: later, error: null }),
          store.runs.finish(worker, { ...held, ...end }),
          store.runs.append(worker, { ...held, events: [event] }),
          store.runs.recordMachine(worker, { ...held, ...machine }),
          store.runs.renew(worker, { ...held, leaseSeconds: 60 }),
          store.runs.release(worker, held),
        ];
        for (const attempt of attempts) expect(await attempt).toEqual(lost);
        expect(await store.runs.events(choir.actor, { runId, after: 0 })).toHaveLength(1);
        expect(await store.runs.get(choir.actor, { runId })).toMatchObject({ state, finishedAt: null });
      }),
    );

    it(
      "tells a worker that was asleep from itself awake: only the newest number writes",
      withStore(setup, async (scene) => {
        const { store, clock, choir } = scene;
        const { id: runId, fencing } = await startRun(store, choir.actor, (await choirDeployment(scene)).plan.id);
        clock.advance(61);
        await store.runs.takeDue(worker, taking);
        const step = { runId, from: "planned", to: "building" } as const;
        const asleep = await store.runs.move(worker, { ...step, fencing });
        expect(asleep).toEqual({ ok: false, conflict: { code: "lease-lost" } });
        expect((await store.runs.move(worker, { ...step, fencing: fencing + 1 })).ok).toBe(true);
      }),
    );

    it(
      "gives a released run to anybody at once",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { id: runId, fencing } = await startRun(store, choir.actor, (await choirDeployment(scene)).plan.id);
        must(await store.runs.release(worker, { runId, fencing }));
        expect(await store.runs.takeDue(other, taking)).toMatchObject([{ id: runId, fencing: fencing + 1 }]);
      }),
    );

    it(
      "looks now where somebody asks it to, instead of when the next attempt is due",
      withStore(setup, async (scene) => {
        const { store, clock, choir } = scene;
        const { id: runId, fencing } = await startRun(store, choir.actor, (await choirDeployment(scene)).plan.id);
        const nextAttemptAt = new Date(clock.now().getTime() + 3_600_000).toISOString();
        must(await store.runs.retryLater(worker, { runId, fencing, state: "planned", nextAttemptAt, error: null }));
        expect(await store.runs.takeDue(other, taking)).toEqual([]);
        must(await store.runs.wake(choir.actor, { runId }));
        expect(await store.runs.takeDue(other, taking)).toMatchObject([{ id: runId, state: "planned" }]);
        // While somebody looks there is nothing to hurry, and the lease stays whose it is.
        must(await store.runs.wake(choir.actor, { runId }));
        expect(await store.runs.takeDue(worker, taking)).toEqual([]);
      }),
    );

    it(
      "waits until the next attempt is due, and remembers why",
      withStore(setup, async (scene) => {
        const { store, clock, choir } = scene;
        const { id: runId, fencing } = await startRun(store, choir.actor, (await choirDeployment(scene)).plan.id);
        const nextAttemptAt = new Date(clock.now().getTime() + 30_000).toISOString();
        const error = { code: "waiting-for-dns", params: {}, turn: "operator", detail: null } as const;
        const wait = { runId, fencing, state: "planned", nextAttemptAt, error } as const;
        const waiting = must(await store.runs.retryLater(worker, wait));
        expect(waiting).toMatchObject({ attempts: 1, lastError: error, nextAttemptAt });
        expect(await store.runs.takeDue(worker, taking)).toEqual([]);
        clock.advance(30);
        expect(await store.runs.takeDue(worker, taking)).toHaveLength(1);
      }),
    );
  });
}
