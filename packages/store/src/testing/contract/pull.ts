import { describe, expect, it } from "vitest";
import type { PullReport } from "../../records.ts";
import { system } from "../../actor.ts";
import { worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type StoreSetup, withStore } from "./setup.ts";

const digest = (letter: string) => letter.repeat(64);
const running: PullReport = { commit: "c1", generation: 4, system: "/nix/store/x", status: "running", error: "" };

/** Machines that fetch their configuration. */
export function pullContract(setup: StoreSetup): void {
  describe("machines that pull", () => {
    it(
      "are known by the tokens of their own deployment, and no longer by replaced ones",
      withStore(setup, async (scene) => {
        const { store } = scene;
        const { deployment } = await choirDeployment(scene, "choir");
        const other = (await choirDeployment(scene, "band")).deployment;
        const keep = (tokens: Record<string, string>) =>
          store.pull.keepTokens(worker, { deploymentId: deployment.id, tokens });
        await store.pull.keepTokens(worker, { deploymentId: other.id, tokens: { m9: digest("9") } });
        await keep({ m1: digest("1"), m2: digest("2") });
        await keep({ m2: digest("3") });
        expect(await store.pull.tokens(system, { deployment: "choir" })).toEqual([
          { deploymentId: deployment.id, machine: "m2", digest: digest("3") },
        ]);
        expect(await store.pull.tokens(system, { deployment: "nobody" })).toEqual([]);
      }),
    );

    it(
      "are believed by their last word",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment } = await choirDeployment(scene, "choir");
        const say = (report: PullReport) =>
          store.pull.report(system, { deploymentId: deployment.id, machine: "m1", report });
        await say(running);
        await say({ ...running, commit: "c2", status: "failed", error: "no room" });
        expect(await store.pull.reports(choir.actor, { deploymentId: deployment.id })).toMatchObject([
          { machine: "m1", commit: "c2", status: "failed", error: "no room", generation: 4 },
        ]);
      }),
    );
  });
}
