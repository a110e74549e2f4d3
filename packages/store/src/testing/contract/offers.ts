import { describe, expect, it } from "vitest";
import { sampleEnvironment } from "../documents.ts";
import { createDeployment, deployPlan, must, planDeployment, requestRun, startRun, worker } from "../sample-data.ts";
import { type Scene, type StoreSetup, withStore } from "./setup.ts";

const redis = { host: "redis.example.org", version: "8.0", portFirst: 6400, namespacesMax: 2, memoryMiB: 1024 };

function cache(port: number, memoryMiB = 256) {
  const request = { versionMin: "7.0", capacity: { cpuMillicores: 0, memoryMiB, diskGiB: 0 } };
  return { cache: { type: "redis", offer: "shared", machine: null, request, result: { port } } } as const;
}

/** An environment with a shared Redis host, and a way to plan deployments there side by side. */
async function sharedScene({ store, provider, choir, newsroom }: Scene) {
  const document = { ...sampleEnvironment("Shared"), offers: { machine: {}, redis: { shared: redis } } };
  const made = must(await store.environments.create(provider, { slug: "shared", document, message: "" }));
  const plan = (tenant: typeof choir, slug: string, bindings: ReturnType<typeof cache>) =>
    createDeployment(store, tenant.actor, {
      operatorId: tenant.operator.id,
      environmentId: made.id,
      slug,
      machines: [slug],
      bindings,
    });
  return {
    ofChoir: (slug: string, bindings: ReturnType<typeof cache>) => plan(choir, slug, bindings),
    ofNewsroom: (slug: string, bindings: ReturnType<typeof cache>) => plan(newsroom, slug, bindings),
  };
}

const refused = { ok: false, conflict: { code: "offer-claimed", offers: ["redis/shared"] } };

/** Shared offers: two plans that were made side by side cannot both take the last of one. */
export function offerContract(setup: StoreSetup): void {
  describe("shared offers", () => {
    it(
      "give a port to one of two plans that were made side by side",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom } = scene;
        const { ofChoir, ofNewsroom } = await sharedScene(scene);
        const [one, two] = [await ofChoir("song", cache(6400)), await ofNewsroom("news", cache(6400))];
        const asked = await requestRun(store, newsroom.actor, two.plan.id);
        await startRun(store, choir.actor, one.plan.id);
        expect(await store.runs.start(worker, { intentId: asked.id })).toEqual(refused);
        const again = { planId: two.plan.id, runKind: "deploy", reason: "", acknowledged: [] } as const;
        expect(await store.intents.requestRun(newsroom.actor, again)).toEqual(refused);
        const other = await planDeployment(store, newsroom.actor, {
          deploymentId: two.deployment.id,
          machines: ["news"],
          bindings: cache(6401),
        });
        await startRun(store, newsroom.actor, other.plan.id);
      }),
    );

    it(
      "are not overrun, by number or by memory, and what one has stays its own",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom } = scene;
        const { ofChoir, ofNewsroom } = await sharedScene(scene);
        const plans = [await ofChoir("a", cache(6400, 600)), await ofNewsroom("b", cache(6401, 600))];
        const small = [await ofNewsroom("c", cache(6402)), await ofNewsroom("d", cache(6403))];
        const ask = (planId: string) =>
          store.intents.requestRun(newsroom.actor, { planId, runKind: "deploy", reason: "", acknowledged: [] });
        await deployPlan(store, choir.actor, plans[0]?.plan.id ?? "");
        expect(await ask(plans[1]?.plan.id ?? "")).toEqual(refused);
        await deployPlan(store, newsroom.actor, small[0]?.plan.id ?? "");
        expect(await ask(small[1]?.plan.id ?? "")).toEqual(refused);
        const same = { machines: ["a"], bindings: cache(6400, 600), title: "Again" };
        const again = await planDeployment(store, choir.actor, {
          deploymentId: plans[0]?.deployment.id ?? "",
          ...same,
        });
        await deployPlan(store, choir.actor, again.plan.id);
      }),
    );

    it(
      "are free again when the run comes to nothing",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom } = scene;
        const { ofChoir, ofNewsroom } = await sharedScene(scene);
        const [one, two] = [await ofChoir("song", cache(6400)), await ofNewsroom("news", cache(6400))];
        const { id: runId, fencing } = await startRun(store, choir.actor, one.plan.id);
        must(await store.runs.finish(worker, { runId, fencing, from: "planned", to: "cancelled", error: null }));
        const run = await deployPlan(store, newsroom.actor, two.plan.id);
        expect(run.state).toBe("succeeded");
      }),
    );
  });
}
