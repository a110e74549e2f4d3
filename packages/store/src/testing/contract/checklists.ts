import { describe, expect, it } from "vitest";
import { choirDeployment } from "./deployments.ts";
import { type StoreSetup, withStore } from "./setup.ts";

/** What a new community does next, and what of it is done. */
export function checklistContract(setup: StoreSetup): void {
  describe("checklists", () => {
    it(
      "remember who ticked what first, and forget it again",
      withStore(setup, async (scene) => {
        const { store, choir, provider } = scene;
        const { deployment } = await choirDeployment(scene, "choir");
        const { id: deploymentId } = deployment;
        const item = { deploymentId, instance: "hello", item: "Write your rules." };
        await store.checklists.tick(choir.actor, { ...item, done: true });
        await store.checklists.tick(provider, { ...item, done: true });
        expect(await store.checklists.list(choir.actor, { deploymentId })).toMatchObject([
          { ...item, tickedBy: choir.actor.userId },
        ]);
        await store.checklists.tick(provider, { ...item, item: "Something else", done: false });
        expect(await store.checklists.list(choir.actor, { deploymentId })).toHaveLength(1);
        await store.checklists.tick(provider, { ...item, done: false });
        expect(await store.checklists.list(choir.actor, { deploymentId })).toEqual([]);
      }),
    );
  });
}
