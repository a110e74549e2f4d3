import type { StepEvent, StepResult } from "@allotment/engine";
import { runOnHost } from "@allotment/orchestrators";
import type { PhaseRun } from "@allotment/orchestrators/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findNix } from "../../scripts/lib/nix.mjs";
import { hostsProblem, startHosts, type TestHost } from "./index.ts";
import { behaviours, scriptedGround, type ScriptedGround } from "./scripted.ts";

const nix = findNix();
const problem = "reason" in nix ? nix.reason : await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;

const patient = { timeout: 90_000 };
const soon = { timeout: 30_000 };
const quick = { activation: { confirmSeconds: 3, switchSeconds: 3 } };
const done = { kind: "done" };
const away = { kind: "unreachable", started: false, detail: "" } as const;

function failed(code: string, params: object, retryable: boolean) {
  return { kind: "failed", failure: { code, params, retryable, whoseTurn: "provider" } };
}

describe.skipIf(problem !== null)(`what goes wrong on test hosts${why}`, patient, () => {
  let ground: ScriptedGround;
  let birch: TestHost;
  beforeAll(async () => {
    if ("reason" in nix) throw new Error(nix.reason);
    ground = await scriptedGround(
      await startHosts({ set: "failures", names: ["birch", "cedar"], diskMiB: 48 }),
      nix.folder,
    );
    birch = ground.hosts.host("birch");
  }, 60_000);
  afterAll(() => ground?.remove());
  beforeEach(() => ground.forgetAll());

  /** A first deployment that works, so that there is something to go back to. */
  async function deployed(on = ground): Promise<void> {
    expect(await (await on.run("before")).until("verify")).toEqual(done);
  }

  /** What the record and the machines say, each on its own. */
  async function truth(run: PhaseRun) {
    const machines = ["birch", "cedar"];
    const last = (machine: string) =>
      run.events.findLast((event) => event.kind === "machine" && event.machine === machine) as
        Extract<StepEvent, { kind: "machine" }> | undefined;
    const all = machines.map(async (name) => {
      const said = last(name);
      const isTrue =
        said === undefined || said.outcome === "unreachable" || said.generation === (await ground.generationOn(name));
      return [name, { outcome: said?.outcome ?? null, greeting: await ground.greetingOn(name), isTrue }] as const;
    });
    return Object.fromEntries(await Promise.all(all));
  }

  const good = (outcome: string | null, greeting: string) => ({ outcome, greeting, isTrue: true });

  describe("a machine that is not there", () => {
    test("before: it is said before any work is done", async () => {
      const run = await ground.run("run");
      await birch.cutNetwork();
      expect(await run.phase("provision")).toMatchObject(
        failed("host-unreachable", { machine: "birch", address: birch.ipv4 }, true),
      );
      await birch.restoreNetwork();
      expect(await run.until("verify")).toEqual(done);
    });

    test("during the copy: the other machine gets its system, and the copy goes on later", async () => {
      const run = await ground.run("run", { birch: { ballastBytes: 4_000_000 } });
      expect(await run.until("build")).toEqual(done);
      await afterSomeBytes(birch);
      const copying = run.phase("copy");
      await expect.poll(() => stuckCopy(birch), soon).toBe(true);
      await birch.stop();
      expect(await copying).toMatchObject(failed("host-unreachable", { machine: "birch" }, true));
      await birch.start();
      expect(await truth(run)).toEqual({ birch: good(null, ""), cedar: good("copied", "") });
      expect(await run.until("verify")).toEqual(done);
    });

    test("after the copy: nothing has switched, and it is tried again", async () => {
      await deployed();
      const run = await ground.run("run", { birch: { greeting: "new" } });
      expect(await run.until("copy")).toEqual(done);
      await birch.stop();
      expect(await run.phase("activate")).toMatchObject(failed("host-unreachable", { machine: "birch" }, true));
      await birch.start();
      expect(await run.phase("activate", { attempt: 2 })).toEqual(done);
      expect(await truth(run)).toEqual({ birch: good("activated", "new"), cedar: good("untouched", "Hello") });
    });
  });

  describe("a full disk", () => {
    test("is found before the copy, with what is needed and what is free", async () => {
      const run = await ground.run("run", { birch: { ballastBytes: 60_000_000 } });
      const result = await run.until("copy");
      expect(result).toMatchObject(failed("host-disk-full", { machine: "birch" }, false));
      const { neededMiB, freeMiB } = paramsOf(result);
      expect(neededMiB).toBeGreaterThan(60);
      expect(freeMiB).toBeGreaterThan(10);
      expect(freeMiB).toBeLessThan(60);
    });

    test("is told as such when it fills up under way, and when not a byte is left", async () => {
      const weightless = { closureOf: async (_: unknown, system: string) => new Map([[system, 0]]) };
      const run = await ground.changed({ outside: weightless }).run("run", { birch: { ballastBytes: 60_000_000 } });
      expect(await run.until("copy")).toMatchObject(failed("host-disk-full", { machine: "birch" }, false));
      expect(await freeMiB(birch)).toBeGreaterThan(20);
      await birch.fillDisk();
      expect(await run.phase("copy")).toMatchObject(failed("host-disk-full", { machine: "birch", freeMiB: 0 }, false));
      await birch.freeDisk();
      expect(await truth(run)).toMatchObject({ birch: good(null, "") });
    });
  });

  describe("Nix", () => {
    test("refuses the configuration: the option and the field are named", async () => {
      const thrown = "The option `services.hello.greting' does not exist. Definition values:\n- In `/x.nix': 1";
      const result = await (await ground.run("run", { cedar: { thrown } })).until("verify");
      const params = { option: "services.hello.greting", field: "applications.on-birch" };
      expect(result).toMatchObject(failed("evaluation-unknown-option", params, false));
    });

    test("cannot build: the part is named, with the end of its log", async () => {
      const result = await (
        await ground.run("run", { cedar: { behaviour: behaviours.cannotBeBuilt } })
      ).until("verify");
      expect(result).toMatchObject(failed("build-failed", { derivation: "system-cedar" }, false));
      expect(JSON.stringify(result)).toContain("this part of the log says why");
    });
  });

  describe("an activation", () => {
    test("that fails goes back by itself, and its log says why", async () => {
      await deployed();
      const run = await ground.run("run", { birch: { behaviour: behaviours.fails } });
      const result = await run.until("verify");
      expect(result).toMatchObject(failed("switch-failed", { machine: "birch" }, false));
      expect(JSON.stringify(result)).toContain("the web server could not be started");
      expect(await truth(run)).toEqual({ birch: good("restored", "Hello"), cedar: good("untouched", "Hello") });
    });

    test("that hangs is ended and goes back by itself", async () => {
      await deployed();
      const run = await ground.changed(quick).run("run", { birch: { behaviour: behaviours.hangs } });
      expect(await run.until("verify")).toMatchObject(
        failed("switch-timed-out", { machine: "birch", switchSeconds: 3 }, false),
      );
      expect(await truth(run)).toMatchObject({ birch: good("restored", "Hello") });
    });

    test("that breaks the network goes back by itself, and is asked what it did", async () => {
      await deployed();
      const run = await ground.changed(quick).run("run", { birch: { behaviour: behaviours.cutsNetwork } });
      expect(await run.until("verify")).toMatchObject(
        failed("switch-not-confirmed", { machine: "birch", confirmSeconds: 3 }, false),
      );
      expect(await truth(run)).toMatchObject({ birch: good("restored", "Hello") });
    });

    test("whose connection is lost goes back by itself", async () => {
      await deployed();
      const run = await ground.changed(quick).run("run", { birch: { behaviour: "sleep 1", greeting: "new" } });
      expect(await run.until("copy")).toEqual(done);
      const activating = run.phase("activate");
      await expect.poll(() => ground.generationOn("birch"), soon).toBe(2);
      await birch.cutNetwork();
      await expect.poll(() => ground.generationOn("birch"), soon).toBe(1);
      await birch.restoreNetwork();
      expect(await activating).toMatchObject(failed("switch-not-confirmed", { machine: "birch" }, false));
      expect(await truth(run)).toMatchObject({ birch: good("restored", "Hello") });
    });

    test("that is slow stays, however short the time to confirm is", async () => {
      const slow = ground.changed({ activation: { confirmSeconds: 8, switchSeconds: 60 } });
      const run = await slow.run("run", { birch: { behaviour: "sleep 9", greeting: "slow" } });
      expect(await run.until("verify")).toEqual(done);
      expect(await truth(run)).toMatchObject({ birch: good("verified", "slow") });
    });

    test("that a power cut ends is undone first and then done again", async () => {
      await deployed();
      const run = await ground.run("run", { birch: { behaviour: behaviours.isSlow, greeting: "new" } });
      expect(await run.until("copy")).toEqual(done);
      await interrupted(run, () => ground.generationOn("birch").then((generation) => generation === 2));
      await birch.stop();
      await birch.start();
      expect(await run.phase("activate", { fencing: 11 })).toEqual(done);
      expect(await run.phase("verify")).toEqual(done);
      expect(await truth(run)).toMatchObject({ birch: good("verified", "new") });
    });

    test("on a machine that stays away is not known, and is found out later", async () => {
      await deployed();
      let isAway = false;
      // Nobody has to wait for connections that cannot come about.
      const sparing: typeof runOnHost = async (...call) =>
        isAway && call[0].name === "birch" ? away : await runOnHost(...call);
      const impatientGround = ground.changed({ ...quick, outside: { runOnHost: sparing } });
      const run = await impatientGround.run("run", { birch: { behaviour: "sleep 1", greeting: "new" } });
      expect(await run.until("copy")).toEqual(done);
      const activating = run.phase("activate", { clock: impatient() });
      await expect.poll(() => ground.generationOn("birch"), soon).toBe(2);
      isAway = true;
      await birch.stop();
      expect(await activating).toMatchObject(failed("host-lost", { machine: "birch" }, false));
      expect(run.outcomes()).toMatchObject({ birch: "unreachable" });
      expect(await run.phase("rollBack", { fencing: 11, clock: impatient() })).toMatchObject(
        failed("roll-back-unreachable", { machine: "birch" }, true),
      );
      await birch.start();
      isAway = false;
      expect(await run.phase("rollBack", { fencing: 12 })).toEqual(done);
      expect(await truth(run)).toEqual({ birch: good("restored", "Hello"), cedar: good("untouched", "Hello") });
    });
  });

  describe("somebody else", () => {
    test("who answers with another key is told nothing", async () => {
      await deployed();
      const { description, ...run } = { description: ground.description({ birch: { greeting: "new" } }), run: "run" };
      const key = ground.hosts.host("cedar").hostPublicKey;
      const machines = Object.entries(description.machines).map(([name, machine]) => [
        name,
        { ...machine, hostPublicKey: key },
      ]);
      const wrong = { ...description, machines: Object.fromEntries(machines) };
      // The last word of what watched over the activation before comes after the run has gone on.
      await expect
        .poll(() => birch.readFile("/var/lib/allotment/activations/before/log"), soon)
        .toContain("Confirmed.");
      const before = await birch.run(["sh", "-c", "ls -lR --time-style=full-iso /var/lib/allotment; ls /nix/store"]);
      const real = await ground.run(run.run, { birch: { greeting: "new" } });
      expect(await real.until("build")).toEqual(done);
      for (const phase of ["provision", "copy", "activate", "verify", "rollBack"] as const) {
        expect(await real.phase(phase, { description: wrong })).toMatchObject(
          failed("host-wrong-key", { machine: "birch" }, false),
        );
      }
      const after = await birch.run(["sh", "-c", "ls -lR --time-style=full-iso /var/lib/allotment; ls /nix/store"]);
      expect(after.stdout).toBe(before.stdout);
    });

    test("who installed a machine anew is noticed by its key; then it is deployed to like any new one", async () => {
      await deployed();
      const run = await ground.run("old-key", { birch: { greeting: "new" } });
      await birch.reinstall();
      expect(await run.phase("provision")).toMatchObject(failed("host-wrong-key", { machine: "birch" }, false));
      const again = await ground.run("new-key", { birch: { greeting: "new" } });
      expect(await again.phase("provision")).toMatchObject(
        failed("host-refused", { machine: "birch", user: "root" }, false),
      );
      await ground.letIn();
      expect(await again.until("verify")).toEqual(done);
      expect(await truth(again)).toEqual({ birch: good("verified", "new"), cedar: good("untouched", "Hello") });
    });
  });

  describe("workers", () => {
    test("that do the same at once change a machine once, and the newer one goes on", async () => {
      const run = await ground.run("run", { birch: { behaviour: "sleep 1" } });
      expect(await run.until("copy")).toEqual(done);
      const [older, newer] = await Promise.all([
        run.phase("activate", { fencing: 10 }),
        run.phase("activate", { fencing: 11 }),
      ]);
      expect(newer).toEqual(done);
      if (older.kind === "failed") expect(older.failure.code).toBe("stale-worker");
      expect(await truth(run)).toEqual({ birch: good("activated", "Hello"), cedar: good("activated", "Hello") });
      expect(await ground.generationOn("birch")).toBe(1);
    });

    test("that end anywhere leave something another one finishes", async () => {
      await deployed();
      const run = await ground.run("run", { birch: { behaviour: "sleep 0.5", greeting: "new" } });
      let fencing = 20;
      for (const phase of ["provision", "evaluate", "build", "copy", "activate", "verify"] as const) {
        for (const milliseconds of [1, 60, 150, 300, 600, 900]) {
          fencing += 1;
          const signal = AbortSignal.timeout(milliseconds);
          const result = await run.phase(phase, { fencing, signal }).catch((error: unknown) => error);
          if (result !== signal.reason) expect(result).toMatchObject(done);
        }
        fencing += 1;
        expect(await run.phase(phase, { fencing })).toMatchObject(done);
      }
      expect(await truth(run)).toEqual({ birch: good("verified", "new"), cedar: good("untouched", "Hello") });
      expect(await ground.generationOn("birch")).toBe(2);
    });

    test("that end before they confirm are followed by one that has the machine switch once more", async () => {
      await deployed();
      const short = ground.changed({ activation: { confirmSeconds: 1, switchSeconds: 10 } });
      const run = await short.run("run", { birch: { behaviour: "sleep 1", greeting: "new" } });
      expect(await run.until("copy")).toEqual(done);
      await interrupted(run, () => ground.generationOn("birch").then((generation) => generation === 2));
      await expect.poll(() => ground.generationOn("birch"), soon).toBe(1);
      expect(await run.phase("activate", { fencing: 11, environment: ground.environment })).toEqual(done);
      expect(await truth(run)).toMatchObject({ birch: good("activated", "new") });
    });

    test("whose clock jumps wait no shorter and no longer", async () => {
      const run = await ground.run("run", { birch: { behaviour: "sleep 2" } });
      let now = Date.UTC(2026, 0, 1);
      const clock = {
        now: () => (now += 86_400_000 * (now % 2 === 0 ? 3 : -2) + 1),
        sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
      };
      for (const phase of ["provision", "evaluate", "build", "copy", "activate", "verify"] as const) {
        expect(await run.phase(phase, { clock })).toMatchObject(done);
      }
      expect(await truth(run)).toEqual({ birch: good("verified", "Hello"), cedar: good("verified", "Hello") });
    });
  });

  test("a service that fails afterwards is named; one that had failed before is not held against it", async () => {
    await deployed();
    await birch.run(["sh", "-c", "echo failed >/run/hello.state"]);
    const known = await ground.run("known", { birch: { greeting: "new" } });
    expect(await known.until("verify")).toEqual(done);
    const broken = { behaviour: "echo failed >/run/hello.state" };
    const fresh = await ground.run("fresh", { birch: { greeting: "new" }, cedar: broken });
    expect(await fresh.until("verify")).toMatchObject(
      failed("units-failed", { machine: "cedar", units: "hello" }, true),
    );
    expect(await fresh.phase("rollBack", { fencing: 11 })).toEqual(done);
    expect(await truth(fresh)).toEqual({ birch: good("untouched", "new"), cedar: good("restored", "Hello") });
  });

  test("a user who may become root deploys as well", async () => {
    const description = ground.description();
    const machines = Object.entries(description.machines).map(([name, machine]) => [
      name,
      { ...machine, ssh: { user: "deploy", port: 22 } },
    ]);
    const run = await ground.run("run");
    const change = { description: { ...description, machines: Object.fromEntries(machines) } };
    for (const phase of ["provision", "evaluate", "build", "copy", "activate", "verify"] as const) {
      expect(await run.phase(phase, change)).toMatchObject(done);
    }
    expect(await truth(run)).toEqual({ birch: good("verified", "Hello"), cedar: good("verified", "Hello") });
  });

  /** Starts to activate and is gone as soon as something is true. */
  async function interrupted(run: PhaseRun, when: () => Promise<boolean>): Promise<void> {
    const worker = new AbortController();
    const activating = run.phase("activate", { signal: worker.signal });
    await expect.poll(when, soon).toBe(true);
    worker.abort(new Error("gone"));
    await expect(activating).rejects.toThrow("gone");
  }
});

/** A clock for waiting in vain: what it sleeps counts, but takes next to no time. */
function impatient() {
  const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
  return { now: () => Date.now(), sleep };
}

function paramsOf(result: StepResult): Record<string, unknown> {
  return result.kind === "failed" ? { ...result.failure.params } : {};
}

async function freeMiB(host: TestHost): Promise<number> {
  const { stdout } = await host.run(["df", "--output=avail", "-BM", "/nix/store"]);
  return Number(/(\d+)M/.exec(stdout)?.[1]);
}

/** Lets a host's Nix daemon take in the beginning of the next copy and then nothing more. */
async function afterSomeBytes(host: TestHost): Promise<void> {
  const script =
    '#!/bin/sh\n(dd bs=4096 count=100 status=none; touch /run/stuck; sleep 300) | /usr/bin/nix-daemon "$@"\n';
  await host.run(["sh", "-c", "cat >/usr/local/bin/nix-daemon && chmod +x /usr/local/bin/nix-daemon"], {
    input: script,
  });
}

/** Whether the copy stands still now; the next one will not. */
async function stuckCopy(host: TestHost): Promise<boolean> {
  const { exitCode } = await host.run(["sh", "-c", "rm /run/stuck && rm /usr/local/bin/nix-daemon"]);
  return exitCode === 0;
}
