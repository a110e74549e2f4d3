import { describe, expect, it } from "vitest";
import type { NameFinding, NameOutcome } from "../../records.ts";
import { worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type StoreSetup, withStore } from "./setup.ts";

function found(record: string, outcome: NameOutcome, ...seen: string[]) {
  const finding: NameFinding = { outcome, seen, servers: [], oldUntil: null };
  return { record, needed: "192.0.2.1", ...finding };
}

/** What was found in the DNS. */
export function nameContract(setup: StoreSetup): void {
  describe("looks at the DNS", () => {
    it(
      "say since when it has been like this, and only of what was looked at again",
      withStore(setup, async (scene) => {
        const { store, clock, choir } = scene;
        const { id: deploymentId } = (await choirDeployment(scene)).deployment;
        const first = clock.now().toISOString();
        const keep = (...looks: ReturnType<typeof found>[]) => store.names.keep(worker, { deploymentId, looks });
        await keep(found("a", "missing"), found("b", "elsewhere", "192.0.2.7", "192.0.2.8"));
        clock.advance(60);
        const second = clock.now().toISOString();
        await keep(found("a", "right", "192.0.2.1"), found("b", "elsewhere", "192.0.2.8", "192.0.2.7"));
        expect(await store.names.looks(choir.actor, { deploymentId })).toMatchObject([
          { record: "a", outcome: "right", since: second, at: second },
          { record: "b", outcome: "elsewhere", since: first, at: second },
        ]);
        clock.advance(60);
        const kept = await keep({ ...found("a", "right", "192.0.2.1"), needed: "192.0.2.2" });
        expect(kept.map(({ record, since }) => [record, since])).toEqual([
          ["a", clock.now().toISOString()],
          ["b", first],
        ]);
        clock.advance(50 * 24 * 3600);
        expect((await keep(found("a", "right"))).map(({ record }) => record)).toEqual(["a"]);
      }),
    );

    it(
      "are for those who may see the deployment",
      withStore(setup, async (scene) => {
        const { store, newsroom } = scene;
        const { id: deploymentId } = (await choirDeployment(scene)).deployment;
        await store.names.keep(worker, { deploymentId, looks: [found("a", "missing")] });
        expect(await store.names.looks(newsroom.actor, { deploymentId })).toEqual([]);
      }),
    );
  });
}
