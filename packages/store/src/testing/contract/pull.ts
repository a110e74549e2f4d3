import { describe, expect, it } from "vitest";
import type { PullReport } from "../../records.ts";
import { system } from "../../actor.ts";
import { deployPlan, planDeployment, worker } from "../sample-data.ts";
import { choirDeployment } from "./deployments.ts";
import { type StoreSetup, withStore } from "./setup.ts";

const digest = (letter: string) => letter.repeat(64);
const running: PullReport = { commit: "c1", generation: 4, system: "/nix/store/x", status: "running", error: "" };

/** Machines that fetch their configuration. */
export function pullContract(setup: StoreSetup): void {
  describe("machines that pull", () => {
    it(
      "are known by the tokens of their own deployment, and by no replaced one",
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
          { deploymentId: deployment.id, machine: "m1", digest: digest("1") },
          { deploymentId: deployment.id, machine: "m2", digest: digest("3") },
        ]);
        expect(await store.pull.tokens(system, { deployment: "nobody" })).toEqual([]);
      }),
    );

    it(
      "that are no longer described keep their tokens until a run has succeeded without them",
      withStore(setup, async (scene) => {
        const { store, choir } = scene;
        const { deployment } = await choirDeployment(scene, "choir");
        const other = (await choirDeployment(scene, "band")).deployment;
        const tokens = { m1: digest("1"), m2: digest("2") };
        for (const { id } of [deployment, other]) await store.pull.keepTokens(worker, { deploymentId: id, tokens });
        const known = async (slug: string) =>
          (await store.pull.tokens(system, { deployment: slug })).map(({ machine }) => machine);
        const pull = { url: "https://panel.example.org", method: "comin", pollSeconds: 60 } as const;
        const run = async (title: string, to: "succeeded" | "failed", more: object) => {
          const { plan } = await planDeployment(store, choir.actor, { deploymentId: deployment.id, title, ...more });
          await deployPlan(store, choir.actor, plan.id, to);
          return known("choir");
        };
        const without = { machines: ["m1"], pull };
        expect(await run("Without m2", "failed", without)).toEqual(["m1", "m2"]);
        expect(await run("Again without m2", "succeeded", without)).toEqual(["m1"]);
        expect(await run("By pushing", "succeeded", { machines: ["m1"] })).toEqual([]);
        expect(await known("band")).toEqual(["m1", "m2"]);
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
