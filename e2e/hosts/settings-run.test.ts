/** A run that changes settings, from the request to its success, by a worker of its own process. */
import type { Description } from "@allotment/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findNix } from "../../scripts/lib/nix.mjs";
import { hostsProblem, startHosts, type TestHosts } from "./index.ts";
import { instance, reader, secretWorld, type SecretWorld } from "./secret-world.ts";
import { must } from "./sample-hosts.ts";

const nix = findNix();
const problem = "reason" in nix ? nix.reason : await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;
// Nobody holds its private half: nothing is recovered here.
const recoveryKey = "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg";

describe.skipIf(problem !== null)(`runs that change settings on a host${why}`, { timeout: 240_000 }, () => {
  let hosts: TestHosts;
  let scene: SecretWorld;
  let before: Description;

  beforeAll(async () => {
    if ("reason" in nix) throw new Error(nix.reason);
    hosts = await startHosts({ set: "settings-run", names: ["one"] });
    const given = ["one that is given", "another that is given"] as const;
    scene = await secretWorld(hosts.host("one"), { nixFolder: nix.folder, given, recoveryKey });
    before = scene.description(false);
    const { state } = await scene.run(before);
    if (state !== "succeeded") throw new Error(`the installation ${state}`);
  }, 240_000);
  afterAll(async () => {
    await scene?.remove();
    await hosts?.remove();
  });

  function titled(title: string): Description {
    const talk = before.instances[instance];
    if (!talk) throw new Error("there is a snac");
    const commands = talk.commands.map((command) => ({ ...command, input: { ...command.input, title } }));
    const changed = { ...talk, options: { ...talk.options, title }, commands };
    return { ...before, instances: { ...before.instances, [instance]: changed } };
  }

  const shown = () => must(hosts.host("one"), ["cat", "/var/lib/snac/server.json"]);

  test("succeed within five seconds of being asked for, and the machine keeps its generation", async () => {
    const generation = () => must(hosts.host("one"), ["readlink", "/nix/var/nix/profiles/system"]);
    const system = await generation();
    const seconds: number[] = [];
    for (const title of ["One", "Two", "Three"]) {
      const begun = performance.now();
      const run = await scene.run(titled(title), "settings");
      seconds.push((performance.now() - begun) / 1000);
      expect(run).toMatchObject({ kind: "settings", state: "succeeded" });
      expect(JSON.parse(await shown())).toMatchObject({ title });
      const { store } = scene.world;
      const deployment = await store.deployments.get(reader, { deploymentId: scene.deploymentId });
      expect(deployment?.deployedPlanId).toBe(run.planId);
    }
    // The promise, on a machine that may be busy with other tests: snac by itself takes up to three seconds to stop.
    expect(Math.min(...seconds)).toBeLessThan(5);
    expect(await generation()).toBe(system);
  });

  test("are refused while an installation is under way, and have changed nothing", async () => {
    const installing = scene.run(titled("Installed"));
    await expect.poll(async () => (await active()).length, { timeout: 10_000, interval: 20 }).toBe(1);
    await expect(scene.run(titled("Too early"), "settings")).rejects.toThrow("run-active");
    expect((await installing).state).toBe("succeeded");
    expect(JSON.parse(await shown())).toMatchObject({ title: "Installed" });
  });

  function active() {
    return scene.world.store.runs.list(reader, { deploymentId: scene.deploymentId, active: true });
  }
});
