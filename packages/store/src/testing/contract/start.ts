import { describe, expect, it } from "vitest";
import { sampleConfiguration, sampleEnvironment } from "../documents.ts";
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

const asking = { runKind: "deploy", reason: "", acknowledged: [] } as const;

/** Starting runs: compare-and-set on everything that a plan was made from. */
export function startContract(setup: StoreSetup): void {
  describe("starting a run", () => {
    it(
      "moves the target, claims machine and host name, and leaves deployed alone",
      withStore(setup, async (scene) => {
        const { store, choir, provider, environment } = scene;
        const { deployment, plan } = await choirDeployment(scene);
        const run = await startRun(store, choir.actor, plan.id);
        const now = await deploymentOf(store, deployment.id);
        expect(now).toMatchObject({ targetPlanId: plan.id, targetRunId: run.id, deployedPlanId: null });
        const claims = await store.machines.claims(provider, { environmentId: environment.id });
        expect(claims).toMatchObject([{ machine: "m1", deploymentId: deployment.id, runId: run.id }]);
        expect(run).toMatchObject({ state: "planned", startedByName: "cara", reason: "for a test" });
        expect(await store.runs.events(choir.actor, { runId: run.id, after: 0 })).toMatchObject([
          { number: 1, type: "state", payload: { to: "planned" } },
        ]);
      }),
    );

    it(
      "lets one of two requests at once through",
      withStore(setup, async (scene) => {
        const { store, choir, provider } = scene;
        const { plan } = await choirDeployment(scene);
        const request = { planId: plan.id, ...asking };
        const both = await Promise.all([
          store.intents.requestRun(choir.actor, request),
          store.intents.requestRun(provider, request),
        ]);
        expect(both.filter(({ ok }) => ok)).toHaveLength(1);
        expect(both[1]).toMatchObject({ ok: false, conflict: { code: "run-active" } });
      }),
    );

    it(
      "refuses a plan whose parent is no longer deployed, and says what is",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment, plan: first } = await choirDeployment(scene);
        await deployPlan(store, choir.actor, first.id);
        const again = await store.intents.requestRun(choir.actor, { planId: first.id, ...asking });
        const { deployedDescriptionDigest: present } = await deploymentOf(store, deployment.id);
        const reasons = [{ what: "deployed", planned: null, present }];
        expect(again).toEqual({ ok: false, conflict: { code: "plan-stale", reasons } });
      }),
    );

    it(
      "refuses a plan when another configuration was saved, or the environment was changed, between asking and starting",
      withStore(setup, async (scene) => {
        const { store, choir, provider, environment } = scene;
        const { deployment, plan } = await choirDeployment(scene);
        const intent = await requestRun(store, choir.actor, plan.id);
        const save = { environmentId: environment.id, basedOnRevisionId: environment.currentRevisionId, message: "" };
        must(await store.environments.save(provider, { ...save, document: sampleEnvironment("Changed") }));
        await planDeployment(store, choir.actor, { deploymentId: deployment.id, title: "Other" });
        const started = await store.runs.start(worker, { intentId: intent.id });
        expect(started).toMatchObject({ ok: false, conflict: { code: "plan-stale" } });
        const reasons = !started.ok && started.conflict.code === "plan-stale" ? started.conflict.reasons : [];
        expect(reasons.map(({ what }) => what)).toEqual(["staged", "environment"]);
        const decided = await store.intents.get(choir.actor, { intentId: intent.id });
        expect(decided).toMatchObject({ state: "refused", conflict: { code: "plan-stale" } });
        expect(await deploymentOf(store, deployment.id)).toMatchObject({ targetPlanId: null, targetRunId: null });
        expect(await store.machines.claims(provider, { environmentId: environment.id })).toEqual([]);
        const twice = await store.runs.start(worker, { intentId: intent.id });
        expect(twice).toMatchObject({ ok: false, conflict: { code: "already-decided", state: "refused" } });
      }),
    );

    it(
      "refuses a machine that another deployment has, without naming it",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom, environment } = scene;
        const { plan } = await choirDeployment(scene);
        const place = { operatorId: newsroom.operator.id, environmentId: environment.id, slug: "news" };
        const other = await createDeployment(store, newsroom.actor, { ...place, machines: ["m1", "m2"] });
        const asked = await requestRun(store, newsroom.actor, other.plan.id);
        await startRun(store, choir.actor, plan.id);
        const started = await store.runs.start(worker, { intentId: asked.id });
        expect(started).toEqual({ ok: false, conflict: { code: "machine-claimed", machines: ["m1"] } });
        expect(await store.machines.claimsOf(newsroom.actor, { deploymentId: other.deployment.id })).toEqual([]);
      }),
    );

    it(
      "refuses a host name that another deployment took",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom, environment } = scene;
        await deployPlan(store, choir.actor, (await choirDeployment(scene)).plan.id);
        const place = { operatorId: newsroom.operator.id, environmentId: environment.id, slug: "news" };
        const facts = { ...place, machines: ["m2"], web: "choir.example.org" };
        const other = await createDeployment(store, newsroom.actor, facts);
        const asked = await store.intents.requestRun(newsroom.actor, { planId: other.plan.id, ...asking });
        expect(asked).toEqual({ ok: false, conflict: { code: "domain-claimed", hosts: ["choir.example.org"] } });
      }),
    );

    it(
      "wants every warning agreed to",
      withStore(setup, async ({ store, choir, environment }) => {
        const place = { operatorId: choir.operator.id, environmentId: environment.id, slug: "choir" };
        const { plan } = await createDeployment(store, choir.actor, { ...place, warnings: ["backups-off"] });
        const asked = await store.intents.requestRun(choir.actor, { planId: plan.id, ...asking });
        expect(asked).toEqual({ ok: false, conflict: { code: "not-acknowledged", diagnostics: ["backups-off"] } });
        const agreed = { planId: plan.id, ...asking, acknowledged: ["backups-off"] };
        expect((await store.intents.requestRun(choir.actor, agreed)).ok).toBe(true);
      }),
    );

    it(
      "refuses a disabled environment",
      withStore(setup, async (scene) => {
        const { store, choir, provider, environment } = scene;
        const { plan } = await choirDeployment(scene);
        must(await store.environments.setDisabled(provider, { environmentId: environment.id, disabled: true }));
        const asked = await store.intents.requestRun(choir.actor, { planId: plan.id, ...asking });
        expect(asked).toEqual({ ok: false, conflict: { code: "environment-closed" } });
      }),
    );

    it(
      "moves a practised draft to another environment and forgets the practice",
      withStore(setup, async (scene) => {
        const { store, choir, provider, environment } = scene;
        const { deployment, plan } = await choirDeployment(scene);
        await deployPlan(store, choir.actor, plan.id);
        const facts = { slug: "second", document: sampleEnvironment("Second"), message: "" };
        const second = must(await store.environments.create(provider, facts));
        const move = { deploymentId: deployment.id, environmentId: second.id };
        const moved = must(await store.deployments.moveToEnvironment(choir.actor, move));
        expect(moved).toMatchObject({ environmentId: second.id, deployedPlanId: null, stagedRevisionId: null });
        expect(moved.draft.document).toEqual(sampleConfiguration());
        expect(await store.machines.claims(provider, { environmentId: environment.id })).toEqual([]);
        expect(await store.runs.list(choir.actor, { deploymentId: deployment.id })).toHaveLength(1);
      }),
    );
  });
}
