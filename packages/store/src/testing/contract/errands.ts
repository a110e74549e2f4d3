import { describe, expect, it } from "vitest";
import type { WorkerActor } from "../../actor.ts";
import { errandTimes, type NewErrand } from "../../records.ts";
import { must, worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type StoreSetup, withStore } from "./setup.ts";

const other: WorkerActor = { kind: "worker", workerId: "worker-2" };

/** Asks for the host key of a machine. */
export function scanOf(place: Pick<NewErrand, "environmentId" | "deploymentId">, machine = "amber"): NewErrand {
  const input = { machine, address: "192.0.2.10", port: 22 };
  return { kind: "machine-scan", subject: `machine/${machine}`, ...place, input };
}

const answer = { ok: true, checks: [], key: null };

/** What the worker does for people outside of runs. */
export function errandContract(setup: StoreSetup): void {
  describe("errands", () => {
    it(
      "are taken once, oldest first, and answered by whoever took them",
      withStore(setup, async ({ store, clock, provider, environment }) => {
        const place = { environmentId: environment.id, deploymentId: null };
        const first = must(await store.errands.ask(provider, scanOf(place)));
        clock.advance(1);
        const second = must(await store.errands.ask(provider, scanOf(place, "birch")));
        expect((await store.errands.take(worker, { limit: 1 })).map(({ id }) => id)).toEqual([first.id]);
        expect((await store.errands.take(other, { limit: 5 })).map(({ id }) => id)).toEqual([second.id]);
        expect(await store.errands.take(worker, { limit: 5 })).toEqual([]);
        const foreign = await store.errands.finish(other, { errandId: first.id, result: answer });
        expect(foreign).toEqual({ ok: false, conflict: { code: "lease-lost" } });
        must(await store.errands.finish(worker, { errandId: first.id, result: answer }));
        const seen = await store.errands.get(provider, { errandId: first.id });
        expect(seen).toMatchObject({ state: "done", result: answer, problem: null });
      }),
    );

    it(
      "fail when nobody begins them, and when whoever began is gone",
      withStore(setup, async ({ store, clock, provider, environment }) => {
        const place = { environmentId: environment.id, deploymentId: null };
        const begun = must(await store.errands.ask(provider, scanOf(place)));
        await store.errands.take(worker, { limit: 1 });
        const late = must(await store.errands.ask(provider, scanOf(place, "birch")));
        clock.advance(errandTimes["machine-scan"].wait + 1);
        expect(await store.errands.take(other, { limit: 5 })).toEqual([]);
        const stateOf = async (errandId: string) => store.errands.get(provider, { errandId });
        expect(await stateOf(begun.id)).toMatchObject({ state: "failed", problem: { code: "interrupted" } });
        expect(await stateOf(late.id)).toMatchObject({ state: "failed", problem: { code: "too-late" } });
        const tooLate = await store.errands.finish(worker, { errandId: begun.id, result: answer });
        expect(tooLate).toEqual({ ok: false, conflict: { code: "lease-lost" } });
      }),
    );

    it(
      "are forgotten when they are old",
      withStore(setup, async ({ store, clock, provider, environment }) => {
        const place = { environmentId: environment.id, deploymentId: null };
        const { id: errandId } = must(await store.errands.ask(provider, scanOf(place)));
        clock.advance(errandTimes["machine-scan"].keep + 1);
        await store.errands.take(worker, { limit: 1 });
        expect(await store.errands.get(provider, { errandId })).toBeNull();
      }),
    );

    it(
      "count by the newest answer to each question, also to one that was asked before there was an environment",
      withStore(setup, async ({ store, clock, provider, environment }) => {
        const place = { environmentId: environment.id, deploymentId: null };
        const answered = async (asked: NewErrand) => {
          clock.advance(1);
          const { id: errandId } = must(await store.errands.ask(provider, asked));
          await store.errands.take(worker, { limit: 1 });
          must(await store.errands.finish(worker, { errandId, result: answer }));
          return { id: errandId };
        };
        await answered(scanOf(place));
        const birch = await answered(scanOf({ environmentId: null, deploymentId: null }, "birch"));
        const amber = await answered(scanOf(place));
        must(await store.errands.ask(provider, scanOf(place)));
        const latest = await store.errands.latest(provider, { environmentId: environment.id });
        expect(latest.map(({ id }) => id)).toEqual([amber.id, birch.id]);
      }),
    );

    it(
      "of an environment are asked for by providers alone, and not without end",
      withStore(setup, async ({ store, provider, choir, environment }) => {
        const place = { environmentId: environment.id, deploymentId: null };
        const refused = await store.errands.ask(choir.actor, scanOf(place));
        expect(refused).toEqual({ ok: false, conflict: { code: "forbidden" } });
        for (let asked = 0; asked < 20; asked += 1) must(await store.errands.ask(provider, scanOf(place)));
        expect(await store.errands.ask(provider, scanOf(place))).toMatchObject({
          ok: false,
          conflict: { code: "limit-reached", what: "errands" },
        });
      }),
    );

    it(
      "that look at names are few, and the same while one waits, so that nobody keeps the worker from all others",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment } = await choirDeployment(scene);
        const place = { environmentId: null, deploymentId: deployment.id, subject: "names" } as const;
        const ask = (planId: string) =>
          store.errands.ask(choir.actor, { kind: "names-check", ...place, input: { planId } });
        const first = must(await ask("one"));
        expect(must(await ask("one")).id).toBe(first.id);
        await store.errands.take(worker, { limit: 1 });
        // What was changed since is looked at by another one.
        expect(must(await ask("one")).id).not.toBe(first.id);
        must(await ask("two"));
        expect(await ask("three")).toEqual({ ok: false, conflict: { code: "limit-reached", what: "looks", limit: 3 } });
      }),
    );

    it(
      "of a deployment are answered to whoever asked, and to nobody else",
      withStore(setup, async (scene) => {
        const { store, choir, provider } = scene;
        const { deployment } = await choirDeployment(scene);
        const asked = scanOf({ environmentId: null, deploymentId: deployment.id });
        const { id: errandId } = must(await store.errands.ask(choir.actor, asked));
        expect((await store.errands.get(choir.actor, { errandId }))?.id).toBe(errandId);
        expect(await store.errands.get(provider, { errandId })).toBeNull();
      }),
    );
  });
}
