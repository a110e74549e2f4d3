import { describe, expect, it } from "vitest";
import { system } from "../../actor.ts";
import { deployPlan, worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type StoreSetup, withStore } from "./setup.ts";

/** The audit log and settings. */
export function trailContract(setup: StoreSetup): void {
  describe("audit log", () => {
    it(
      "remembers who did what, chained, and shows tenants their own",
      withStore(setup, async (scene) => {
        const { store, choir, newsroom, provider } = scene;
        const { deployment, plan } = await choirDeployment(scene);
        await deployPlan(store, choir.actor, plan.id);
        const own = await store.audit.list(choir.actor, { deploymentId: deployment.id });
        expect(own.map(({ action }) => action)).toEqual([
          "run.succeeded",
          "run.start",
          "intent.deploy",
          "plan.create",
          "configuration.save",
          "deployment.create",
        ]);
        expect(own.at(-1)).toMatchObject({ userId: "cara", operatorId: choir.operator.id });
        expect(await store.audit.list(newsroom.actor, { deploymentId: deployment.id })).toEqual([]);
        expect(await store.audit.verify(provider, {})).toEqual({ intact: true, brokenAt: null });
      }),
    );

    it(
      "takes what has no write of its own from the system, in the same chain",
      withStore(setup, async ({ store, choir, provider }) => {
        await store.audit.record(system, { action: "session.sign-in", subject: "cara" });
        await expect(
          store.audit.record(choir.actor as never, { action: "session.sign-in", subject: "pia" }),
        ).rejects.toThrow("only the system");
        const [newest] = await store.audit.list(provider, {});
        expect(newest).toMatchObject({ action: "session.sign-in", subject: "cara", actorKind: "system" });
        expect(await store.audit.verify(provider, {})).toEqual({ intact: true, brokenAt: null });
      }),
    );

    it(
      "keeps settings that the worker publishes and people cannot change",
      withStore(setup, async ({ store, choir }) => {
        await store.settings.set(worker, { key: "worker-recipient", value: "age1x" });
        expect(await store.settings.get(choir.actor, { key: "worker-recipient" })).toBe("age1x");
        await expect(store.settings.set(choir.actor, { key: "worker-recipient", value: "age1y" })).rejects.toThrow(
          "people do not change",
        );
        expect(await store.settings.get(choir.actor, { key: "worker-recipient" })).toBe("age1x");
      }),
    );
  });
}
