import { describe, expect, it } from "vitest";
import type { WorkerActor } from "../../actor.ts";
import type { CheckResult, LeasedCheck } from "../../records.ts";
import { deployPlan, must, planDeployment, worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type Scene, type StoreSetup, withStore } from "./setup.ts";

const other: WorkerActor = { kind: "worker", workerId: "worker-2" };
const leaseSeconds = { health: 60, machine: 30 } as const;
const wanted = [
  { kind: "health", subject: "hello" },
  { kind: "machine", subject: "m1" },
] as const;

/** A result as a handler would give it. */
function resultOf(outcome: CheckResult["outcome"], metrics: CheckResult["metrics"] = {}): CheckResult {
  return { outcome, findings: [], metrics, facts: null };
}

/** The choir with a plan that is deployed, and its checks. */
async function watched(scene: Scene) {
  const { store, choir } = scene;
  const { deployment, plan } = await choirDeployment(scene);
  await deployPlan(store, choir.actor, plan.id);
  const deploymentId = deployment.id;
  must(await store.checks.want(worker, { deploymentId, planId: plan.id, checks: wanted }));
  return { deploymentId, planId: plan.id };
}

async function taken({ store }: Scene, kind: LeasedCheck["kind"], by = worker): Promise<LeasedCheck> {
  const found = (await store.checks.takeDue(by, { limit: 10, leaseSeconds })).find((one) => one.kind === kind);
  if (!found) throw new Error(`no ${kind} is due`);
  return found;
}

function settled({ clock }: Scene, one: LeasedCheck, result: CheckResult, failed = false) {
  const { deploymentId, kind, subject, fencing } = one;
  const nextAt = new Date(clock.now().getTime() + 60_000).toISOString();
  return { deploymentId, kind, subject, fencing, result, failed, nextAt };
}

/** What is looked at again and again. */
export function checkContract(setup: StoreSetup): void {
  describe("checks", () => {
    it(
      "are wanted for what is deployed, once for each plan",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment, plan } = await choirDeployment(scene);
        expect(await store.checks.outdated(worker, { limit: 10 })).toEqual([]);
        await deployPlan(store, choir.actor, plan.id);
        const about = { deploymentId: deployment.id, planId: plan.id };
        expect(await store.checks.outdated(worker, { limit: 10 })).toEqual([about]);
        must(await store.checks.want(worker, { ...about, checks: [] }));
        expect(await store.checks.outdated(worker, { limit: 10 })).toEqual([]);
        const stale = await store.checks.want(worker, { ...about, planId: "another", checks: wanted });
        expect(stale.ok).toBe(false);
      }),
    );

    it(
      "are looked at by one worker at a time, and by another when the first is gone",
      withStore(setup, async (scene) => {
        const { store, clock } = scene;
        await watched(scene);
        const first = await taken(scene, "health");
        expect(await store.checks.takeDue(other, { limit: 10, leaseSeconds })).toEqual([]);
        clock.advance(61);
        const second = await taken(scene, "health", other);
        expect(second.fencing).toBeGreaterThan(first.fencing);
        const late = await store.checks.settle(worker, settled(scene, first, resultOf("healthy")));
        expect(late).toEqual({ ok: false, conflict: { code: "lease-lost" } });
        must(await store.checks.settle(other, settled(scene, second, resultOf("degraded"))));
        expect(await store.checks.takeDue(other, { limit: 10, leaseSeconds: { health: 60 } })).toEqual([]);
      }),
    );

    it(
      "are taken only of kinds that somebody can look at",
      withStore(setup, async (scene) => {
        await watched(scene);
        const due = await scene.store.checks.takeDue(worker, { limit: 10, leaseSeconds: { machine: 30 } });
        expect(due.map(({ kind }) => kind)).toEqual(["machine"]);
      }),
    );

    it(
      "count looks in a row with the same outcome, and looks that failed",
      withStore(setup, async (scene) => {
        const { store, clock } = scene;
        await watched(scene);
        const look = async (outcome: CheckResult["outcome"], failed = false) => {
          clock.advance(61);
          return must(
            await store.checks.settle(worker, settled(scene, await taken(scene, "health"), resultOf(outcome), failed)),
          );
        };
        expect(await look("unknown", true)).toMatchObject({ consecutive: 1, failures: 1 });
        const well = await look("healthy");
        expect(well).toMatchObject({ consecutive: 1, failures: 0, since: clock.now().toISOString() });
        expect(await look("healthy")).toMatchObject({ consecutive: 2, since: well.since });
        expect(await look("down")).toMatchObject({ consecutive: 1, since: clock.now().toISOString() });
      }),
    );

    it(
      "begin anew with another plan: nothing that was seen of the old one counts, even when it comes in late",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deploymentId } = await watched(scene);
        must(await store.checks.settle(worker, settled(scene, await taken(scene, "health"), resultOf("healthy"))));
        must(await store.checks.lookNow(choir.actor, { deploymentId }));
        scene.clock.advance(60);
        const late = await taken(scene, "health");
        const next = await planDeployment(store, choir.actor, { deploymentId, title: "Another" });
        await deployPlan(store, choir.actor, next.plan.id);
        const checks = [{ kind: "health", subject: "hello" }] as const;
        must(await store.checks.want(worker, { deploymentId, planId: next.plan.id, checks }));
        const rows = await store.checks.list(worker, { deploymentId });
        expect(rows).toMatchObject([
          { kind: "health", planId: next.plan.id, outcome: "unknown", result: null, lastAt: null },
        ]);
        const dropped = await store.checks.settle(worker, settled(scene, late, resultOf("healthy")));
        expect(dropped).toEqual({ ok: false, conflict: { code: "lease-lost" } });
      }),
    );

    it(
      "are due at once when somebody who may see them asks, but not more often than makes sense",
      withStore(setup, async (scene) => {
        const { store, clock, choir, newsroom } = scene;
        const { deploymentId } = await watched(scene);
        for (const one of await store.checks.takeDue(worker, { limit: 10, leaseSeconds })) {
          must(await store.checks.settle(worker, settled(scene, one, resultOf("healthy"))));
        }
        const due = () => store.checks.takeDue(worker, { limit: 10, leaseSeconds });
        must(await store.checks.lookNow(choir.actor, { deploymentId }));
        expect(await due()).toEqual([]);
        clock.advance(10);
        expect((await store.checks.lookNow(newsroom.actor, { deploymentId })).ok).toBe(false);
        expect(await due()).toEqual([]);
        must(await store.checks.lookNow(choir.actor, { deploymentId, kind: "machine" }));
        expect((await due()).map(({ kind }) => kind)).toEqual(["machine"]);
      }),
    );

    it(
      "of all that one may see are listed together",
      withStore(setup, async (scene) => {
        const { store, provider, choir, newsroom } = scene;
        await watched(scene);
        const kinds = async (actor: typeof provider) => (await store.checks.list(actor, {})).map(({ kind }) => kind);
        expect(await kinds(provider)).toEqual(["health", "machine"]);
        expect(await kinds(choir.actor)).toEqual(["health", "machine"]);
        expect(await kinds(newsroom.actor)).toEqual([]);
      }),
    );

    it(
      "add their figures to the series of their subject",
      withStore(setup, async (scene) => {
        const { store, clock, choir } = scene;
        const { deploymentId } = await watched(scene);
        const one = await taken(scene, "health");
        const result = resultOf("healthy", { responseMilliseconds: 42, nonsense: Number.NaN });
        must(await store.checks.settle(worker, settled(scene, one, result)));
        const metrics = await store.observations.metrics(choir.actor, { deploymentId });
        expect(metrics).toEqual([{ subject: "hello", metric: "responseMilliseconds" }]);
        const from = clock.now().toISOString();
        clock.advance(60);
        const question = { deploymentId, ...metrics[0], from, to: clock.now().toISOString(), points: 10 };
        const points = await store.observations.series(choir.actor, { subject: "", metric: "", ...question });
        expect(points).toEqual([{ at: from, value: 42 }]);
      }),
    );
  });
}
