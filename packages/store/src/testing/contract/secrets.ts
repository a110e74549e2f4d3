import type { GivenSource } from "@allotment/model";
import { describe, expect, it } from "vitest";
import { sampleConfiguration } from "../documents.ts";
import { createDeployment, deploymentOf, deployPlan, must, planDeployment, worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type StoreSetup, withStore } from "./setup.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Secrets: given by people, read by the worker. */
export function secretContract(setup: StoreSetup): void {
  describe("secrets", () => {
    it(
      "keeps a replaced secret readable for what is deployed",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const deploymentId = (await choirDeployment(scene)).deployment.id;
        const owner = { kind: "deployment", deploymentId } as const;
        const name = "applications.hello.options.password";
        const old = must(await store.secrets.give(choir.actor, { owner, name, ciphertext: bytes("old") }));
        const { draft } = await deploymentOf(store, deploymentId);
        const options = { title: "Hello", key: { $secret: old.id } };
        const document = { ...sampleConfiguration(), applications: { hello: { application: "hello", options } } };
        const versions = { schemas: {}, modules: {}, environmentRevisionId: "", policyDigest: "0".repeat(64) };
        const save = { deploymentId, basedOnEtag: draft.etag, versions, message: "", rolledBackFrom: null };
        must(await store.revisions.stage(choir.actor, { ...save, document }));
        const next = must(await store.secrets.give(choir.actor, { owner, name, ciphertext: bytes("new") }));
        const listed = await store.secrets.list(choir.actor, { owner });
        expect(listed.filter(({ replacedAt }) => replacedAt === null).map(({ id }) => id)).toEqual([next.id]);
        const given = [old, next].map(({ id }) => ({ given: id, of: "deployment" as const }));
        const read = await store.secrets.read(worker, { deploymentId, given });
        expect(read.map(({ ciphertext }) => Buffer.from(ciphertext).toString()).toSorted()).toEqual(["new", "old"]);
      }),
    );

    it(
      "opens nothing of another deployment, whatever id a configuration names",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom, environment, provider } = scene;
        const deploymentId = (await choirDeployment(scene)).deployment.id;
        const owner = { kind: "deployment", deploymentId } as const;
        const secret = must(await store.secrets.give(choir.actor, { owner, name: "a", ciphertext: bytes("x") }));
        const place = { kind: "environment", environmentId: environment.id } as const;
        const shared = must(await store.secrets.give(provider, { owner: place, name: "b", ciphertext: bytes("y") }));
        const facts = { operatorId: newsroom.operator.id, environmentId: environment.id, slug: "news" };
        const other = (await createDeployment(store, newsroom.actor, facts)).deployment.id;
        const read = async (of: GivenSource["of"]) => {
          const given = [secret, shared].map(({ id }) => ({ given: id, of }));
          return (await store.secrets.read(worker, { deploymentId: other, given })).map(({ id }) => id);
        };
        // What the provider gave is opened for an offer, and never because an option names its id.
        expect(await read("environment")).toEqual([shared.id]);
        expect(await read("deployment")).toEqual([]);
      }),
    );

    it(
      "opens for an environment what was given to it, and nothing else",
      withStore(setup, async (scene) => {
        const { store, choir, environment, provider } = scene;
        const deploymentId = (await choirDeployment(scene)).deployment.id;
        const place = { kind: "environment", environmentId: environment.id } as const;
        const own = must(await store.secrets.give(provider, { owner: place, name: "a", ciphertext: bytes("x") }));
        const owner = { kind: "deployment", deploymentId } as const;
        const foreign = must(await store.secrets.give(choir.actor, { owner, name: "b", ciphertext: bytes("y") }));
        const wanted = { environmentId: environment.id, ids: [own.id, foreign.id] };
        expect((await store.secrets.ofEnvironment(worker, wanted)).map(({ id }) => id)).toEqual([own.id]);
      }),
    );

    it(
      "generates each secret once",
      withStore(setup, async (scene) => {
        const { store } = scene;
        const deploymentId = (await choirDeployment(scene)).deployment.id;
        const keep = (text: string) =>
          store.secrets.keepGenerated(worker, { deploymentId, name: "hello/key", number: 1, ciphertext: bytes(text) });
        const [first, second] = [await keep("first"), await keep("second")];
        expect(second).toEqual(first);
        expect(await store.secrets.generated(worker, { deploymentId })).toHaveLength(1);
      }),
    );

    it(
      "keeps each value of a generated secret until a later one is deployed",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const deploymentId = (await choirDeployment(scene)).deployment.id;
        const keep = (number: number) =>
          store.secrets.keepGenerated(worker, {
            deploymentId,
            name: "hello/key",
            number,
            ciphertext: bytes(`${number}`),
          });
        const numbers = async () =>
          (await store.secrets.generated(worker, { deploymentId })).map(({ number }) => number);
        await Promise.all([1, 2, 3].map(keep));
        const key = { kind: "hex", bytes: 32, purpose: "test", rotation: "safe", number: 2 } as const;
        const generators = { "hello/key": key };
        const { plan } = await planDeployment(store, choir.actor, { deploymentId, title: "Other", generators });
        const lost = await deployPlan(store, choir.actor, plan.id, "rolled-back");
        expect([lost.state, await numbers()]).toEqual(["rolled-back", [1, 2, 3]]);
        await deployPlan(store, choir.actor, plan.id);
        expect(await numbers()).toEqual([2, 3]);
      }),
    );

    it(
      "keeps the newest few encrypted files of each path",
      withStore(setup, async (scene) => {
        const { store } = scene;
        const deploymentId = (await choirDeployment(scene)).deployment.id;
        const file = { deploymentId, file: "hello/key", recipientsDigest: "0".repeat(64) };
        for (const fingerprint of ["a", "b", "c", "d", "e", "f"]) {
          scene.clock.advance(1);
          await store.secrets.keepFile(worker, { ...file, fingerprint, ciphertext: bytes(fingerprint) });
        }
        const kept = await store.secrets.files(worker, { deploymentId });
        expect(kept.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(["c", "d", "e", "f"]);
      }),
    );
  });
}
