import type { FirstAdministrator } from "@allotment/model";
import { describe, expect, it } from "vitest";
import { system, type UserActor } from "../../actor.ts";
import type { Revealed } from "../../records.ts";
import { sampleEnvironment } from "../documents.ts";
import { actorOf, createDeployment, createUser, deployPlan, must, planDeployment, worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type Scene, type StoreSetup, withStore } from "./setup.ts";

const firstAdministrator: FirstAdministrator = {
  component: "web",
  username: "ada",
  email: null,
  command: ["make"],
  password: { from: "input" },
};
const instance = "hello";
const recipient = "age1browser";
const daySeconds = 24 * 3600;

/** A real deployment of the choir with somebody to become its first administrator. */
async function realDeployment({ store, provider, choir }: Scene): Promise<string> {
  const document = { ...sampleEnvironment("Real"), orchestrator: "nixos-ssh" as const };
  const { id } = must(await store.environments.create(provider, { slug: "real", document, message: "" }));
  const place = { operatorId: choir.operator.id, environmentId: id, slug: "choir" };
  const { deployment, plan } = await createDeployment(store, choir.actor, { ...place, firstAdministrator });
  expect(await store.claims.list(choir.actor, { deploymentId: deployment.id })).toEqual([]);
  await deployPlan(store, choir.actor, plan.id);
  return deployment.id;
}

async function editorOf({ store, provider, choir }: Scene): Promise<UserActor> {
  await createUser(store, "edda");
  must(await store.operators.putMember(provider, { operatorId: choir.operator.id, userId: "edda", role: "editor" }));
  return actorOf(store, "edda");
}

/** The worker answers the errand that waits. */
async function answer({ store }: Scene, result: Revealed): Promise<void> {
  const [errand] = await store.errands.take(worker, { limit: 5 });
  if (errand?.kind !== "reveal") throw new Error("an errand waits");
  must(await store.errands.finish(worker, { errandId: errand.id, result }));
}

/** Links for first administrators. */
export function claimContract(setup: StoreSetup): void {
  describe("claims", () => {
    it(
      "are made by owners, and show what they lead to without an account",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom } = scene;
        const deploymentId = await realDeployment(scene);
        const made = must(await store.claims.renew(choir.actor, { deploymentId, instance }));
        const facts = { instance, application: "hello", host: "choir.example.org", username: "ada" };
        expect(await store.claims.find(system, { token: made.token })).toEqual({ ...facts, claim: made.claim });
        expect(await store.claims.list(choir.actor, { deploymentId })).toEqual([{ ...facts, claim: made.claim }]);
        expect(JSON.stringify(made.claim)).not.toContain(made.token);
        const editor = await store.claims.renew(await editorOf(scene), { deploymentId, instance });
        expect(editor).toEqual({ ok: false, conflict: { code: "forbidden" } });
        const stranger = await store.claims.renew(newsroom.actor, { deploymentId, instance });
        expect(stranger).toEqual({ ok: false, conflict: { code: "not-found" } });
        expect(await store.claims.list(newsroom.actor, { deploymentId })).toEqual([]);
      }),
    );

    it(
      "are ended by a newer one, by time, and by what is no longer deployed",
      withStore(setup, async (scene) => {
        const { store, clock, choir } = scene;
        const deploymentId = await realDeployment(scene);
        const renewed = async () => must(await store.claims.renew(choir.actor, { deploymentId, instance })).token;
        const opens = async (token: string) => (await store.claims.find(system, { token })) !== null;
        const [old, fresh] = [await renewed(), await renewed()];
        expect([await opens(old), await opens(fresh)]).toEqual([false, true]);
        clock.advance(7 * daySeconds);
        expect(await opens(fresh)).toBe(false);
        const another = await renewed();
        const { plan } = await planDeployment(store, choir.actor, { deploymentId, title: "Without" });
        await deployPlan(store, choir.actor, plan.id);
        expect(await opens(another)).toBe(false);
        const none = await store.claims.renew(choir.actor, { deploymentId, instance });
        expect(none).toEqual({ ok: false, conflict: { code: "nothing-to-claim" } });
      }),
    );

    it(
      "show nothing more once they are ended, whatever the worker is at or has sealed",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const deploymentId = await realDeployment(scene);
        const renewed = async () => must(await store.claims.renew(choir.actor, { deploymentId, instance }));
        const sealed: Revealed = { sealed: "sealed", problem: null };
        const first = await renewed();
        expect(first.stopped).toBe(false);
        const begun = must(await store.claims.reveal(system, { token: first.token, recipient }));
        await store.errands.take(worker, { limit: 5 });
        const second = await renewed();
        expect(second.stopped).toBe(true);
        const late = await store.errands.finish(worker, { errandId: begun.id, result: sealed });
        expect(late).toEqual({ ok: false, conflict: { code: "lease-lost" } });
        expect(setup.dump(store)).not.toContain('"sealed":"sealed"');
        must(await store.claims.reveal(system, { token: second.token, recipient }));
        const third = await renewed();
        expect([third.stopped, await store.errands.take(worker, { limit: 5 })]).toEqual([true, []]);
        const { id: errandId } = must(await store.claims.reveal(system, { token: third.token, recipient }));
        await answer(scene, sealed);
        expect((await renewed()).stopped).toBe(false);
        expect(await store.claims.errand(system, { token: third.token, errandId })).toBeNull();
      }),
    );

    it(
      "have nothing to give in practice",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment } = await choirDeployment(scene);
        const deploymentId = deployment.id;
        const next = { deploymentId, title: "With", firstAdministrator };
        const { plan } = await planDeployment(store, choir.actor, next);
        await deployPlan(store, choir.actor, plan.id);
        expect(await store.claims.list(choir.actor, { deploymentId })).toEqual([]);
        const none = await store.claims.renew(choir.actor, { deploymentId, instance });
        expect(none).toEqual({ ok: false, conflict: { code: "nothing-to-claim" } });
      }),
    );

    it(
      "are used up by what was sealed, and by no failure; what was shown is gone",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const deploymentId = await realDeployment(scene);
        const { token } = must(await store.claims.renew(choir.actor, { deploymentId, instance }));
        const first = must(await store.claims.reveal(system, { token, recipient }));
        expect(must(await store.claims.reveal(system, { token, recipient })).id).toBe(first.id);
        const other = await store.claims.reveal(system, { token, recipient: "age1other" });
        expect(other).toEqual({ ok: false, conflict: { code: "claim-busy" } });
        await answer(scene, { sealed: null, problem: "unreachable" });
        const { id: errandId } = must(await store.claims.reveal(system, { token, recipient }));
        await answer(scene, { sealed: "sealed", problem: null });
        const seen = await store.claims.errand(system, { token, errandId });
        expect(seen?.result).toEqual({ sealed: "sealed", problem: null });
        // Whoever lost the connection may still ask for the same, and nobody for another.
        const again = await store.claims.reveal(system, { token, recipient });
        expect(again).toEqual({ ok: false, conflict: { code: "claim-invalid" } });
        expect(await store.claims.find(system, { token })).toBeNull();
        expect(await store.errands.get(choir.actor, { errandId })).toBeNull();
        must(await store.claims.forget(system, { token, errandId }));
        expect(await store.claims.errand(system, { token, errandId })).toBeNull();
        expect(setup.dump(store)).not.toContain('"sealed":"sealed"');
        const [listed] = await store.claims.list(choir.actor, { deploymentId });
        expect(listed?.claim?.usedAt).not.toBeNull();
      }),
    );
  });
}
