import { describe, expect, it } from "vitest";
import { system } from "../../actor.ts";
import { sampleConfiguration, sampleEnvironment } from "../documents.ts";
import { actorOf, createDeployment, createUser, deploymentOf, must, planDeployment, worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { askRemoval, carryOut, endErasing, left, liveChoir, planState, statesOf, takeUp } from "./desired-plans.ts";
import { type Scene, type StoreSetup, withStore } from "./setup.ts";

const weekSeconds = 7 * 24 * 3600;
const media = { kind: "files", name: "/var/lib/hello", instance: "hello", bytes: 4096, files: 3 };

/** An environment that installs, so that names become permanent. */
async function realEnvironment({ store, provider }: Scene) {
  const document = { ...sampleEnvironment("Real"), orchestrator: "nixos-ssh" } as const;
  return must(await store.environments.create(provider, { slug: "real", document, message: "" }));
}

/** Asks for the removal, and goes on until its run is under way. */
async function untilRemoving(scene: Scene, live: Awaited<ReturnType<typeof liveChoir>>) {
  must(await askRemoval(scene, live));
  await carryOut(scene.store, live.deploymentId);
  scene.clock.advance(weekSeconds);
  must(await scene.store.removals.begin(worker, { deploymentId: live.deploymentId }));
  return takeUp(scene.store, live.deploymentId);
}

/** Removing: a request, a grace period, a run, a record. */
export function removalContract(setup: StoreSetup): void {
  describe("removing", () => {
    it(
      "suspends at once, erases when the grace period is over, and leaves a record and nothing else",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom, clock } = scene;
        const real = await realEnvironment(scene);
        const pull = { url: "https://panel.example.org", method: "comin", pollSeconds: 60 } as const;
        const live = await liveChoir(scene, { environmentId: real.id, pull });
        const { deploymentId } = live;
        const owner = { kind: "deployment", deploymentId } as const;
        must(await store.secrets.give(choir.actor, { owner, name: "smtp", ciphertext: new Uint8Array([1]) }));
        const generated = { deploymentId, name: "hello/key", number: 1, ciphertext: new Uint8Array([2]) };
        await store.secrets.keepGenerated(worker, generated);
        await store.pull.keepTokens(worker, { deploymentId, tokens: { m1: "0".repeat(64) } });
        const asked = must(await askRemoval(scene, live));
        expect(asked.intent).toMatchObject({ runKind: "suspend" });
        expect(asked.deployment.removal).toMatchObject({ graceDays: 7, requestedByName: "cara", erasingSince: null });
        await carryOut(store, deploymentId);
        expect(await statesOf(store, deploymentId)).toMatchObject({ desired: "removed", deployed: "suspended" });
        clock.advance(weekSeconds - 1);
        expect(await store.removals.due(worker, { limit: 5 })).toEqual([]);
        expect(await store.removals.begin(worker, { deploymentId })).toMatchObject({ ok: false });
        clock.advance(1);
        expect(await store.removals.due(worker, { limit: 5 })).toMatchObject([{ id: deploymentId }]);
        must(await store.removals.begin(worker, { deploymentId }));
        expect(await store.removals.due(worker, { limit: 5 })).toEqual([]);
        const run = await takeUp(store, deploymentId);
        const seen = { deploymentId: null, hosts: ["choir.example.org"] };
        expect(await store.domains.check(newsroom.actor, seen)).toEqual({ "choir.example.org": "taken" });
        await endErasing(store, run, "succeeded", [media]);
        expect(await store.domains.check(newsroom.actor, seen)).toEqual({ "choir.example.org": "free" });
        expect(await statesOf(store, deploymentId)).toEqual({
          desired: "removed",
          deployed: null,
          removal: true,
          removed: true,
        });
        expect(await store.machines.claimsOf(choir.actor, { deploymentId })).toEqual([]);
        expect(await store.secrets.list(choir.actor, { owner })).toEqual([]);
        expect(await store.pull.tokens(system, { deployment: "choir" })).toEqual([]);
        expect(await store.removals.due(worker, { limit: 5 })).toEqual([]);
        expect(await store.removals.erasure(choir.actor, { deploymentId })).toMatchObject({
          runId: run.id,
          lastPlanId: live.suspend.id,
          requestedByName: "cara",
          reason: "The choir has ended.",
          backup: { declined: "Nobody needs it." },
          practice: false,
          machines: { m1: [media] },
          linksLeft: { m1: ["/var/lib/hello/old"] },
          snapshots: {},
          hosts: [{ host: "choir.example.org", federated: true }],
          secretsForgotten: ["hello/key", "smtp"],
          secretsKept: [],
          left: [left],
        });
        expect(await store.removals.erasure(newsroom.actor, { deploymentId })).toBeNull();
      }),
    );

    it(
      "keeps the slug, and changes nothing any more",
      withStore(setup, async (scene) => {
        const { store, choir, environment } = scene;
        const live = await liveChoir(scene);
        await endErasing(store, await untilRemoving(scene, live), "succeeded", []);
        const { deploymentId } = live;
        const place = { operatorId: choir.operator.id, environmentId: environment.id, slug: "choir", title: "Again" };
        const made = await store.deployments.create(choir.actor, { ...place, draft: sampleConfiguration() });
        expect(made).toMatchObject({ conflict: { code: "taken" } });
        const { draft } = await deploymentOf(store, deploymentId);
        const save = { deploymentId, basedOnEtag: draft.etag, document: sampleConfiguration("Other") };
        const gone = { ok: false, conflict: { code: "deployment-removed" } };
        expect(await store.deployments.saveDraft(choir.actor, save)).toEqual(gone);
        expect(await store.removals.keep(choir.actor, { deploymentId })).toEqual(gone);
        expect(await askRemoval(scene, live)).toEqual(gone);
      }),
    );

    it(
      "installs nothing while a removal is pending, and everything again once it was taken back",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const live = await liveChoir(scene);
        const { deploymentId } = live;
        const asked = must(await askRemoval(scene, live));
        await carryOut(store, deploymentId);
        const { plan } = await planDeployment(store, choir.actor, { deploymentId, title: "Louder" });
        const request = { planId: plan.id, runKind: "deploy", reason: "", acknowledged: [] } as const;
        expect(await store.intents.requestRun(choir.actor, request)).toEqual({
          ok: false,
          conflict: { code: "removal-pending", eraseAt: asked.deployment.removal?.eraseAt },
        });
        expect(await askRemoval(scene, live)).toMatchObject({ conflict: { code: "removal-pending" } });
        must(await store.removals.keep(choir.actor, { deploymentId }));
        expect(await statesOf(store, deploymentId)).toMatchObject({ desired: "suspended", removal: false });
        expect(await store.removals.keep(choir.actor, { deploymentId })).toMatchObject({
          conflict: { code: "no-removal" },
        });
        scene.clock.advance(weekSeconds * 2);
        expect(await store.removals.due(worker, { limit: 5 })).toEqual([]);
      }),
    );

    it(
      "is not stopped by another environment, a draft, or what was saved meanwhile",
      withStore(setup, async (scene) => {
        const { store, choir, provider, environment } = scene;
        const live = await liveChoir(scene);
        const { deploymentId } = live;
        must(await askRemoval(scene, live));
        await carryOut(store, deploymentId);
        const save = { environmentId: environment.id, basedOnRevisionId: environment.currentRevisionId, message: "" };
        must(await store.environments.save(provider, { ...save, document: sampleEnvironment("Changed") }));
        must(await store.environments.setDisabled(provider, { environmentId: environment.id, disabled: true }));
        await planDeployment(store, choir.actor, { deploymentId, title: "Louder" });
        scene.clock.advance(weekSeconds);
        must(await store.removals.begin(worker, { deploymentId }));
        await endErasing(store, await takeUp(store, deploymentId), "succeeded", []);
        expect(await statesOf(store, deploymentId)).toMatchObject({ removed: true });
      }),
    );

    it(
      "suspends first where that did not succeed, and only then removes",
      withStore(setup, async (scene) => {
        const { store, clock } = scene;
        const live = await liveChoir(scene);
        const { deploymentId } = live;
        must(await askRemoval(scene, live));
        await carryOut(store, deploymentId, "rolled-back");
        clock.advance(weekSeconds);
        expect(must(await store.removals.begin(worker, { deploymentId })).runKind).toBe("suspend");
        await carryOut(store, deploymentId);
        expect(must(await store.removals.begin(worker, { deploymentId })).runKind).toBe("remove");
      }),
    );

    it(
      "takes up again after a pause what failed, and says of nothing that it is erased before it is",
      withStore(setup, async (scene) => {
        const { store, choir, clock } = scene;
        const live = await liveChoir(scene);
        const { deploymentId } = live;
        await endErasing(store, await untilRemoving(scene, live), "failed", [media]);
        expect(await store.removals.erasure(choir.actor, { deploymentId })).toBeNull();
        expect(await statesOf(store, deploymentId)).toMatchObject({ deployed: "suspended", removed: false });
        expect(await store.machines.claimsOf(choir.actor, { deploymentId })).toHaveLength(1);
        expect(await store.domains.list(choir.actor, { deploymentId })).toHaveLength(1);
        const keep = await store.removals.keep(choir.actor, { deploymentId });
        expect(keep).toEqual({ ok: false, conflict: { code: "erasing-begun" } });
        expect(await store.removals.due(worker, { limit: 5 })).toEqual([]);
        clock.advance(900);
        must(await store.removals.begin(worker, { deploymentId }));
        const gone = { ...media, bytes: 0, files: 0 };
        await endErasing(store, await takeUp(store, deploymentId), "succeeded", [gone]);
        const erasure = await store.removals.erasure(choir.actor, { deploymentId });
        expect(erasure?.machines).toEqual({ m1: [media] });
      }),
    );

    it(
      "can be hastened and, after a failure before anything was erased, taken back",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const live = await liveChoir(scene);
        const { deploymentId } = live;
        must(await askRemoval(scene, live));
        await carryOut(store, deploymentId);
        must(await store.removals.hasten(choir.actor, { deploymentId, plans: null }));
        must(await store.removals.begin(worker, { deploymentId }));
        expect(await store.removals.keep(choir.actor, { deploymentId })).toMatchObject({
          conflict: { code: "run-active" },
        });
        await carryOut(store, deploymentId, "failed");
        must(await store.removals.hasten(choir.actor, { deploymentId, plans: null }));
        scene.clock.advance(1);
        must(await store.removals.keep(choir.actor, { deploymentId }));
        expect(await statesOf(store, deploymentId)).toMatchObject({ desired: "suspended", deployed: "suspended" });
      }),
    );

    it(
      "keeps what opens a last backup, and only that",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const file = { path: "/run/agenix/deployment-backup-key", machines: ["m1"], owner: "root", group: "root" };
        const parts = { value: { generated: "deployment/backup-key", output: "value" as const } };
        const held = { ...file, mode: "0400", restartUnits: [], format: "raw" as const, parts };
        const { id: environmentId } = await realEnvironment(scene);
        const secrets = { "deployment/backup-key": held };
        const { plan, deploymentId, ...plans } = await liveChoir(scene, { environmentId, secrets });
        const ciphertext = new Uint8Array([2]);
        for (const name of ["deployment/backup-key", "hello/key"]) {
          await store.secrets.keepGenerated(worker, { deploymentId, name, number: 1, ciphertext });
        }
        must(await askRemoval(scene, { plan, deploymentId, ...plans }, "take"));
        await carryOut(store, deploymentId);
        must(await store.removals.hasten(choir.actor, { deploymentId, plans: null }));
        must(await store.removals.begin(worker, { deploymentId }));
        await endErasing(store, await takeUp(store, deploymentId), "succeeded", []);
        expect(await store.removals.erasure(choir.actor, { deploymentId })).toMatchObject({
          backup: "take",
          secretsKept: ["deployment/backup-key"],
          secretsForgotten: ["hello/key"],
        });
        const kept = await store.secrets.generated(worker, { deploymentId });
        expect(kept.map(({ name }) => name)).toEqual(["deployment/backup-key"]);
      }),
    );

    it(
      "is for owners and providers, who may suspend like everybody",
      withStore(setup, async (scene) => {
        const { store, choir, provider } = scene;
        const live = await liveChoir(scene);
        const { deploymentId } = live;
        await createUser(store, "carlos");
        const member = { operatorId: choir.operator.id, userId: "carlos", role: "editor" } as const;
        must(await store.operators.putMember(provider, member));
        const editor = await actorOf(store, "carlos");
        const asEditor = { ...scene, choir: { ...choir, actor: editor } };
        expect(await askRemoval(asEditor, live)).toEqual({ ok: false, conflict: { code: "forbidden" } });
        must(await askRemoval(scene, live));
        for (const verb of ["keep", "hasten"] as const) {
          const answer = await store.removals[verb](editor, { deploymentId, plans: null });
          expect(answer).toEqual({ ok: false, conflict: { code: "forbidden" } });
        }
      }),
    );

    it(
      "throws a draft away at once, with its names and secrets",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment } = await choirDeployment(scene);
        const deploymentId = deployment.id;
        const domains = [{ host: "song.example", kinds: ["web" as const], instance: "hello" }];
        must(await store.domains.claim(choir.actor, { deploymentId, domains }));
        const erasure = must(await store.removals.discard(choir.actor, { deploymentId, reason: "A mistake" }));
        expect(erasure).toMatchObject({ runId: null, lastPlanId: null, backup: null, machines: {}, practice: true });
        expect(erasure.hosts).toMatchObject([{ host: "song.example", federated: false }]);
        expect(await statesOf(store, deploymentId)).toMatchObject({ desired: "removed", removed: true });
        expect(await store.domains.list(choir.actor, { deploymentId })).toEqual([]);
      }),
    );

    it(
      "takes off its machines what a first installation left there, also at a second try",
      withStore(setup, async (scene) => {
        const { store, choir, clock } = scene;
        const { deployment, plan } = await choirDeployment(scene);
        const deploymentId = deployment.id;
        const asked = { planId: plan.id, runKind: "deploy", reason: "", acknowledged: [] } as const;
        must(await store.intents.requestRun(choir.actor, asked));
        const { id: runId, fencing } = await takeUp(store, deploymentId);
        const held = { runId, fencing };
        must(await store.runs.recordMachine(worker, { ...held, machine: "m1", generation: 1, outcome: "failed" }));
        must(await store.runs.finish(worker, { ...held, from: "planned", to: "failed", error: null }));
        const remove = await planState(store, choir.actor, plan, "removed");
        const plans = { suspendPlanId: null, removePlanId: remove.id };
        const facts = { deploymentId, graceDays: 0, reason: "", backup: { declined: "There is none." }, ...plans };
        expect(must(await store.removals.ask(choir.actor, facts)).intent).toBeNull();
        must(await store.removals.begin(worker, { deploymentId }));
        await endErasing(store, await takeUp(store, deploymentId), "failed", []);
        clock.advance(weekSeconds);
        must(await store.removals.begin(worker, { deploymentId }));
        await endErasing(store, await takeUp(store, deploymentId), "succeeded", [media]);
        expect(await statesOf(store, deploymentId)).toMatchObject({ removed: true });
        expect(await store.machines.claimsOf(choir.actor, { deploymentId })).toEqual([]);
      }),
    );

    it(
      "throws nothing away that is on a machine",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deploymentId } = await liveChoir(scene);
        const answer = await store.removals.discard(choir.actor, { deploymentId, reason: "" });
        expect(answer).toEqual({ ok: false, conflict: { code: "deployed-elsewhere" } });
        const place = { operatorId: choir.operator.id, environmentId: scene.environment.id, slug: "tried" };
        const { deployment, plan } = await createDeployment(store, choir.actor, { ...place, machines: ["m2"] });
        const asked = { planId: plan.id, runKind: "deploy", reason: "", acknowledged: [] } as const;
        must(await store.intents.requestRun(choir.actor, asked));
        const run = await takeUp(store, deployment.id);
        const held = { runId: run.id, fencing: run.fencing };
        must(await store.runs.recordMachine(worker, { ...held, machine: "m2", generation: 1, outcome: "failed" }));
        must(await store.runs.finish(worker, { ...held, from: "planned", to: "failed", error: null }));
        expect(await store.removals.discard(choir.actor, { deploymentId: deployment.id, reason: "" })).toEqual({
          ok: false,
          conflict: { code: "deployed-elsewhere" },
        });
      }),
    );
  });
}
