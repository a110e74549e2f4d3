import { describe, expect, it } from "vitest";
import { sampleConfiguration } from "../documents.ts";
import { createDeployment, deploymentOf, must, planDeployment } from "../sample-data.ts";
import { type Scene, type StoreSetup, withStore } from "./setup.ts";

/** A deployment of the choir with a saved configuration and a plan. */
export async function choirDeployment({ store, choir, environment }: Scene, slug = "choir") {
  const place = { operatorId: choir.operator.id, environmentId: environment.id };
  return createDeployment(store, choir.actor, { ...place, slug });
}

/** Drafts, saved configurations and plans. */
export function deploymentContract(setup: StoreSetup): void {
  describe("deployments", () => {
    it(
      "gives whoever saves a draft second the first one's draft, name and time",
      withStore(setup, async (scene) => {
        const { store, provider, choir, clock } = scene;
        const { id: deploymentId, draft } = (await choirDeployment(scene)).deployment;
        clock.advance(60);
        const first = { deploymentId, basedOnEtag: draft.etag, document: sampleConfiguration("First") };
        const saved = must(await store.deployments.saveDraft(choir.actor, first));
        const second = { deploymentId, basedOnEtag: draft.etag, document: sampleConfiguration("Second") };
        const late = await store.deployments.saveDraft(provider, second);
        expect(late).toEqual({ ok: false, conflict: { code: "draft-changed", current: saved } });
        expect(saved).toMatchObject({ updatedByName: "cara", updatedAt: clock.now().toISOString() });
        expect((await deploymentOf(store, deploymentId)).draft.document).toEqual(first.document);
      }),
    );

    it(
      "numbers saved configurations and does not save the same one twice",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment, revision } = await choirDeployment(scene);
        const same = await planDeployment(store, choir.actor, { deploymentId: deployment.id });
        expect(same.revision.id).toBe(revision.id);
        expect(same.plan.id).toBe((await store.plans.list(choir.actor, { deploymentId: deployment.id }))[0]?.id);
        const other = await planDeployment(store, choir.actor, { deploymentId: deployment.id, title: "Other" });
        expect(other.revision.number).toBe(2);
        expect(other.deployment).toMatchObject({ stagedRevisionId: other.revision.id });
        const kept = await store.revisions.get(choir.actor, { revisionId: revision.id });
        expect(kept?.document).toEqual(sampleConfiguration());
      }),
    );

    it(
      "makes a new revision from an old one when rolling back, and the draft with it",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment, revision: old } = await choirDeployment(scene);
        const deploymentId = deployment.id;
        const next = await planDeployment(store, choir.actor, { deploymentId, title: "Other" });
        const back = must(
          await store.revisions.stage(choir.actor, {
            deploymentId,
            basedOnEtag: next.deployment.draft.etag,
            document: old.document,
            versions: old.versions,
            message: "Back",
            rolledBackFrom: old.id,
          }),
        );
        expect(back).toMatchObject({ number: 3, rolledBackFrom: old.id, digest: old.digest });
        const now = await deploymentOf(store, deploymentId);
        expect(now.draft.document).toEqual(old.document);
        expect(now.stagedRevisionId).toBe(back.id);
      }),
    );

    it(
      "refuses a slug that is in use, also by somebody else",
      withStore(setup, async (scene) => {
        const { store, newsroom, environment } = scene;
        await choirDeployment(scene);
        const place = { operatorId: newsroom.operator.id, environmentId: environment.id };
        const draft = sampleConfiguration();
        const made = await store.deployments.create(newsroom.actor, { ...place, slug: "choir", title: "Mine", draft });
        expect(made).toEqual({ ok: false, conflict: { code: "taken", field: "slug" } });
      }),
    );

    it(
      "never keeps a plan that leads to another description",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment, plan } = await choirDeployment(scene);
        const kept = await store.plans.get(choir.actor, { planId: plan.id });
        if (!kept) throw new Error("the plan is gone");
        const wrong = {
          deploymentId: deployment.id,
          document: kept.document,
          description: { ...kept.description, dns: [], deployment: "other" },
          configurationRevisionId: kept.configurationRevisionId,
          environmentRevisionId: kept.environmentRevisionId,
        };
        await expect(store.plans.create(choir.actor, wrong)).rejects.toThrow("another description");
      }),
    );
  });
}
