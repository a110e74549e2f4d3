import type { Environment } from "@allotment/model";
import { describe, expect, it } from "vitest";
import type { WantedDomain } from "../../repositories/domains.ts";
import { sampleEnvironment } from "../documents.ts";
import { createDeployment, deployPlan, must } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type StoreSetup, withStore } from "./setup.ts";

function web(host: string): WantedDomain {
  return { host, kinds: ["web"], instance: "hello" };
}

/** Any that installs. */
const realOrchestrator: Environment["orchestrator"] = "nixos-ssh";

/** Host names, unique in the installation. */
export function domainContract(setup: StoreSetup): void {
  describe("domains", () => {
    it(
      "lets nobody have a host name that somebody has, and does not say who",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom, environment } = scene;
        const { deployment } = await choirDeployment(scene);
        must(await store.domains.claim(choir.actor, { deploymentId: deployment.id, domains: [web("song.example")] }));
        const place = { operatorId: newsroom.operator.id, environmentId: environment.id, slug: "news" };
        const other = (await createDeployment(store, newsroom.actor, place)).deployment.id;
        const domains = [web("free.example"), web("song.example")];
        const late = await store.domains.claim(newsroom.actor, { deploymentId: other, domains });
        expect(late).toEqual({ ok: false, conflict: { code: "domain-claimed", hosts: ["song.example"] } });
        const hosts = ["free.example", "song.example"];
        const seen = await store.domains.check(newsroom.actor, { deploymentId: deployment.id, hosts });
        expect(seen).toEqual({ "free.example": "free", "song.example": "taken" });
        const own = await store.domains.check(choir.actor, { deploymentId: deployment.id, hosts });
        expect(own["song.example"]).toBe("own");
      }),
    );

    it(
      "ends an unverified claim after fourteen days, however often it is saved",
      withStore(setup, async (scene) => {
        const { store, clock, choir, newsroom, environment } = scene;
        const { deployment } = await choirDeployment(scene);
        const claim = { deploymentId: deployment.id, domains: [web("song.example")] };
        must(await store.domains.claim(choir.actor, claim));
        clock.advance(10 * 24 * 3600);
        must(await store.domains.claim(choir.actor, claim));
        clock.advance(3 * 24 * 3600);
        const place = { operatorId: newsroom.operator.id, environmentId: environment.id, slug: "news" };
        const other = (await createDeployment(store, newsroom.actor, place)).deployment.id;
        const wanted = { deploymentId: other, domains: [web("song.example")] };
        expect((await store.domains.claim(newsroom.actor, wanted)).ok).toBe(false);
        clock.advance(2 * 24 * 3600);
        must(await store.domains.claim(choir.actor, claim));
        expect((await store.domains.claim(newsroom.actor, wanted)).ok).toBe(true);
        expect(await store.domains.list(choir.actor, { deploymentId: deployment.id })).toEqual([]);
      }),
    );

    it(
      "makes host names permanent at the first real success",
      withStore(setup, async ({ store, provider, choir, newsroom, environment }) => {
        const document = { ...sampleEnvironment("Real"), orchestrator: realOrchestrator };
        const real = must(await store.environments.create(provider, { slug: "real", document, message: "" }));
        const place = { operatorId: choir.operator.id, environmentId: real.id, slug: "choir" };
        const { deployment, plan } = await createDeployment(store, choir.actor, place);
        const deploymentId = deployment.id;
        await deployPlan(store, choir.actor, plan.id);
        const [claimed] = await store.domains.list(choir.actor, { deploymentId });
        expect(claimed).toMatchObject({ practice: false, expiresAt: null, frozenAt: expect.any(String) });
        const frozen = { ok: false, conflict: { code: "domain-frozen", hosts: ["choir.example.org"] } };
        expect(await store.domains.claim(choir.actor, { deploymentId, domains: [] })).toEqual(frozen);
        const moved = { ...web("choir.example.org"), instance: "other" };
        expect(await store.domains.claim(choir.actor, { deploymentId, domains: [moved] })).toEqual(frozen);
        const move = { deploymentId, environmentId: environment.id };
        const refused = { ok: false, conflict: { code: "deployed-elsewhere" } };
        expect(await store.deployments.moveToEnvironment(choir.actor, move)).toEqual(refused);
        const seen = { deploymentId: null, hosts: ["choir.example.org"] };
        expect(await store.domains.check(newsroom.actor, seen)).toEqual({ "choir.example.org": "taken" });
      }),
    );

    it(
      "lets whoever means it have a name that another only practises with",
      withStore(setup, async (scene) => {
        const { store, provider, choir, newsroom } = scene;
        const { deployment } = await choirDeployment(scene);
        must(await store.domains.claim(choir.actor, { deploymentId: deployment.id, domains: [web("song.example")] }));
        const document = { ...sampleEnvironment("Real"), orchestrator: realOrchestrator };
        const real = must(await store.environments.create(provider, { slug: "real", document, message: "" }));
        const place = { operatorId: newsroom.operator.id, environmentId: real.id, slug: "news" };
        const other = (await createDeployment(store, newsroom.actor, place)).deployment.id;
        const seen = { deploymentId: other, hosts: ["song.example"] };
        expect(await store.domains.check(newsroom.actor, seen)).toEqual({ "song.example": "free" });
        must(await store.domains.claim(newsroom.actor, { deploymentId: other, domains: [web("song.example")] }));
        const back = await store.domains.claim(choir.actor, {
          deploymentId: deployment.id,
          domains: [web("song.example")],
        });
        expect(back).toMatchObject({ ok: false, conflict: { code: "domain-claimed" } });
      }),
    );

    it(
      "changes no host names for a configuration that is not saved",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment, revision } = await choirDeployment(scene);
        const deploymentId = deployment.id;
        must(await store.domains.claim(choir.actor, { deploymentId, domains: [web("song.example")] }));
        const held = async () => (await store.domains.list(choir.actor, { deploymentId })).map(({ host }) => host);
        const { document, versions } = revision;
        const save = { deploymentId, document, versions, message: "", rolledBackFrom: null };
        const late = { ...save, basedOnEtag: "old", domains: [web("hymn.example")] };
        expect(await store.revisions.stage(choir.actor, late)).toMatchObject({ ok: false });
        expect(await held()).toEqual(["song.example"]);
        must(await store.revisions.stage(choir.actor, { ...late, basedOnEtag: deployment.draft.etag }));
        expect(await held()).toEqual(["hymn.example"]);
      }),
    );

    it(
      "makes nothing permanent when practising",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment, plan } = await choirDeployment(scene);
        await deployPlan(store, choir.actor, plan.id);
        const [claimed] = await store.domains.list(choir.actor, { deploymentId: deployment.id });
        expect(claimed).toMatchObject({ host: "choir.example.org", practice: true, frozenAt: null });
        const given = await store.domains.claim(choir.actor, { deploymentId: deployment.id, domains: [] });
        expect(given).toEqual({ ok: true, value: [] });
      }),
    );
  });
}
