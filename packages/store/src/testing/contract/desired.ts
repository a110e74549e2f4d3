import { describe, expect, it } from "vitest";
import { deployPlan, must, planDeployment } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { carryOut, liveChoir, planState, statesOf } from "./desired-plans.ts";
import { type StoreSetup, withStore } from "./setup.ts";

const asking = { reason: "Quiet for a while", acknowledged: [] } as const;

/** Suspending and resuming: what is wanted moves with the request, what is true with the run. */
export function desiredContract(setup: StoreSetup): void {
  describe("suspending and resuming", () => {
    it(
      "notes what is wanted with the request, and what is true when the run has succeeded",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deploymentId, suspend } = await liveChoir(scene);
        must(await store.intents.requestRun(choir.actor, { planId: suspend.id, runKind: "suspend", ...asking }));
        expect(await statesOf(store, deploymentId)).toMatchObject({ desired: "suspended", deployed: "running" });
        await carryOut(store, deploymentId);
        expect(await statesOf(store, deploymentId)).toMatchObject({ desired: "suspended", deployed: "suspended" });
        const resume = await planState(store, choir.actor, suspend, "running");
        must(await store.intents.requestRun(choir.actor, { planId: resume.id, runKind: "resume", ...asking }));
        await carryOut(store, deploymentId);
        expect(await statesOf(store, deploymentId)).toMatchObject({ desired: "running", deployed: "running" });
      }),
    );

    it(
      "says what is true after a failure, and lets the wish be repeated or taken back",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deploymentId, suspend } = await liveChoir(scene);
        const again = { planId: suspend.id, runKind: "suspend", ...asking } as const;
        must(await store.intents.requestRun(choir.actor, again));
        await carryOut(store, deploymentId, "rolled-back");
        expect(await statesOf(store, deploymentId)).toMatchObject({ desired: "suspended", deployed: "running" });
        const back = { deploymentId, desired: "running" } as const;
        must(await store.deployments.settleDesired(choir.actor, back));
        expect(await statesOf(store, deploymentId)).toMatchObject({ desired: "running" });
        expect(await store.deployments.settleDesired(choir.actor, back)).toMatchObject({
          conflict: { code: "already-desired" },
        });
        must(await store.intents.requestRun(choir.actor, again));
        await carryOut(store, deploymentId);
        expect(await statesOf(store, deploymentId)).toMatchObject({ deployed: "suspended" });
        // What no run has made true is not just noted.
        expect(await store.deployments.settleDesired(choir.actor, back)).toMatchObject({ ok: false });
      }),
    );

    it(
      "lets one of two people through, and refuses what is so already",
      withStore(setup, async (scene) => {
        const { store, choir, provider } = scene;
        const { deploymentId, suspend } = await liveChoir(scene);
        const request = { planId: suspend.id, runKind: "suspend", ...asking } as const;
        const both = await Promise.all([
          store.intents.requestRun(choir.actor, request),
          store.intents.requestRun(provider, request),
        ]);
        expect(both.filter(({ ok }) => ok)).toHaveLength(1);
        await carryOut(store, deploymentId);
        expect(await store.intents.requestRun(choir.actor, request)).toEqual({
          ok: false,
          conflict: { code: "already-desired", desired: "suspended" },
        });
      }),
    );

    it(
      "suspends nothing that is not live, and not by a plan that leaves it running",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { plan } = await choirDeployment(scene);
        const request = { planId: plan.id, runKind: "suspend", ...asking } as const;
        expect(await store.intents.requestRun(choir.actor, request)).toMatchObject({
          conflict: { code: "nothing-live" },
        });
        await deployPlan(store, choir.actor, plan.id);
        const same = await planState(store, choir.actor, plan, "running");
        const wrong = await store.intents.requestRun(choir.actor, { ...request, planId: same.id });
        expect(wrong).toMatchObject({ conflict: { code: "plan-stale", reasons: [{ what: "desired" }] } });
      }),
    );

    it(
      "installs nothing by a plan that was made before it was suspended",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deploymentId, suspend } = await liveChoir(scene);
        const { plan } = await planDeployment(store, choir.actor, { deploymentId, title: "Louder" });
        must(await store.intents.requestRun(choir.actor, { planId: suspend.id, runKind: "suspend", ...asking }));
        await carryOut(store, deploymentId);
        const late = await store.intents.requestRun(choir.actor, { planId: plan.id, runKind: "deploy", ...asking });
        const what =
          !late.ok && late.conflict.code === "plan-stale" ? late.conflict.reasons.map((one) => one.what) : [];
        expect(what).toEqual(["deployed", "desired"]);
      }),
    );

    it(
      "suspends in a closed environment and for a disabled operator, and resumes in neither",
      withStore(setup, async (scene) => {
        const { store, choir, provider, environment } = scene;
        const { deploymentId, suspend } = await liveChoir(scene);
        const resume = await planState(store, choir.actor, suspend, "running");
        must(await store.environments.setDisabled(provider, { environmentId: environment.id, disabled: true }));
        must(await store.operators.setDisabled(provider, { operatorId: choir.operator.id, disabled: true }));
        must(await store.intents.requestRun(provider, { planId: suspend.id, runKind: "suspend", ...asking }));
        await carryOut(store, deploymentId);
        const back = { planId: resume.id, runKind: "resume", ...asking } as const;
        expect(await store.intents.requestRun(choir.actor, back)).toMatchObject({
          conflict: { code: "operator-disabled" },
        });
        must(await store.operators.setDisabled(provider, { operatorId: choir.operator.id, disabled: false }));
        expect(await store.intents.requestRun(choir.actor, back)).toMatchObject({
          conflict: { code: "environment-closed" },
        });
      }),
    );
  });
}
