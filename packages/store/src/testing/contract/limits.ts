import { describe, expect, it } from "vitest";
import { sampleConfiguration } from "../documents.ts";
import { createDeployment, deploymentOf, must } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type StoreSetup, withStore } from "./setup.ts";

const ciphertext = new Uint8Array([1]);

/** Counts and rates: nobody fills the disk of all others. */
export function limitContract(setup: StoreSetup): void {
  describe("limits", () => {
    it(
      "ends the deployments and the host names of an operator, and nobody else's",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom, environment } = scene;
        const draft = sampleConfiguration();
        const place = { environmentId: environment.id, title: "x", draft };
        const make = (tenant: typeof choir, slug: string) =>
          store.deployments.create(tenant.actor, { ...place, operatorId: tenant.operator.id, slug });
        for (let number = 1; number <= 200; number += 1) must(await make(choir, `choir-${number}`));
        const limit = { code: "limit-reached", what: "deployments", limit: 200 };
        expect(await make(choir, "choir-more")).toEqual({ ok: false, conflict: limit });
        const other = must(await make(newsroom, "news")).id;

        const hosts = (count: number) =>
          Array.from({ length: count }, (_, index) => ({
            host: `h${index}.example`,
            kinds: ["web" as const],
            instance: "hello",
          }));
        const many = await store.domains.claim(newsroom.actor, { deploymentId: other, domains: hosts(201) });
        expect(many).toEqual({ ok: false, conflict: { code: "limit-reached", what: "domains", limit: 200 } });
        must(await store.domains.claim(newsroom.actor, { deploymentId: other, domains: hosts(200) }));
      }),
    );

    it(
      "lets a configuration be saved so often a day",
      withStore(setup, async (scene) => {
        const { store, choir, clock } = scene;
        const { deployment, revision } = await choirDeployment(scene);
        const { id: deploymentId } = deployment;
        const save = async (number: number) =>
          store.revisions.stage(choir.actor, {
            deploymentId,
            basedOnEtag: (await deploymentOf(store, deploymentId)).draft.etag,
            document: sampleConfiguration(`Title ${number}`),
            versions: revision.versions,
            message: "",
            rolledBackFrom: null,
          });
        for (let number = 2; number <= 200; number += 1) must(await save(number));
        const limit = { code: "limit-reached", what: "revisions", limit: 200 };
        expect(await save(201)).toEqual({ ok: false, conflict: limit });
        expect((await save(200)).ok).toBe(true);
        clock.advance(25 * 3600);
        expect((await save(201)).ok).toBe(true);
      }),
    );

    it(
      "forgets replaced secrets that nothing names, keeps the named, and ends at so many",
      withStore(setup, async ({ store, clock, choir, environment }) => {
        const place = { operatorId: choir.operator.id, environmentId: environment.id, slug: "choir" };
        const { deployment } = await createDeployment(store, choir.actor, place);
        const { id: deploymentId, draft } = deployment;
        const owner = { kind: "deployment", deploymentId } as const;
        const give = (name: string) => store.secrets.give(choir.actor, { owner, name, ciphertext });
        const named = must(await give("a"));
        const document = sampleConfiguration();
        const options = { title: "Hello", key: { $secret: named.id } };
        const applications = { hello: { application: "hello", options } };
        const next = { deploymentId, basedOnEtag: draft.etag, document: { ...document, applications } };
        must(await store.deployments.saveDraft(choir.actor, next));
        for (let number = 0; number < 3; number += 1) must(await give("a"));
        clock.advance(25 * 3600);
        must(await give("a"));
        const ids = (await store.secrets.list(choir.actor, { owner })).map(({ id }) => id);
        // The one that the draft names, the one replaced just now, and the present one.
        expect(ids).toHaveLength(3);
        expect(ids).toContain(named.id);

        for (let number = 4; number <= 500; number += 1) must(await give(`key-${number}`));
        const limit = { code: "limit-reached", what: "secrets", limit: 500 };
        expect(await give("one-more")).toEqual({ ok: false, conflict: limit });
      }),
    );
  });
}
