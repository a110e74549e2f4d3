/** What is seen of a machine and of an application on it when something goes wrong there that no run did. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock, type CheckContext } from "@allotment/engine";
import type { Description } from "@allotment/model";
import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { writeTree } from "@allotment/nix-output/write";
import { createNixosSsh, requestUrl, runOnHost } from "@allotment/orchestrators";
import { PhaseRun, type PhaseGround } from "@allotment/orchestrators/testing";
import { makePlan } from "@allotment/planner";
import { sampleConfiguration, sampleInput } from "@allotment/planner/testing";
import type { CheckKind, CheckResult, MachineObservationRecord } from "@allotment/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHealthCheck } from "../../apps/worker/src/checks/health.ts";
import { createMachineCheck } from "../../apps/worker/src/checks/machine.ts";
import { findNix } from "../../scripts/lib/nix.mjs";
import { run } from "../../scripts/lib/run.mjs";
import { hostsProblem, startHosts, type TestHosts } from "./index.ts";
import { environmentOn, must } from "./sample-hosts.ts";

const nix = findNix();
const problem = "reason" in nix ? nix.reason : await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;
const profile = "/nix/var/nix/profiles/system";
const worker = { kind: "worker", workerId: "test" } as const;

describe.skipIf(problem !== null)(`what is seen of a machine${why}`, { timeout: 120_000 }, () => {
  let hosts: TestHosts;
  let folder: string;
  let keyFile: string;
  let ground: PhaseGround;
  let deployed: Description | null = null;
  let recorded: number | null = null;
  let runs = 0;
  const one = () => hosts.host("one");

  beforeAll(async () => {
    if ("reason" in nix) throw new Error(nix.reason);
    folder = await mkdtemp(path.join(tmpdir(), "allotment-observation-"));
    keyFile = path.join(folder, "key");
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", keyFile]);
    hosts = await startHosts({ set: "observation", names: ["one"] });
    await hosts.authorize(await readFile(`${keyFile}.pub`, "utf8"));
    const env = { ...process.env, ALLOTMENT_NIX: nix.folder, NIXPKGS: "" };
    ground = {
      orchestrator: createNixosSsh({ folder: path.join(folder, "data"), keyFile, env }),
      environment: environmentOn(one(), { orchestrator: "nixos-ssh" }),
      treeOf: async (description) => {
        const tree = await mkdtemp(path.join(folder, "tree-"));
        await writeTree(renderTree({ description, library: loadLibrary() }), tree);
        return { folder: tree, commit: "0".repeat(40) };
      },
    };
    await install("Hello");
    await install("Hello again");
  }, 120_000);
  afterAll(async () => {
    await hosts?.remove();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  /** Installs hello with its jobs, as a run does, and remembers what the run left there. */
  async function install(title: string): Promise<void> {
    const sample = sampleConfiguration({
      hello: { application: "hello", options: { domain: "hello.choir.example", title, jobs: true } },
    });
    const configuration = { ...sample, backups: { ...sample.backups, enabled: false } };
    const { description, diagnostics } = makePlan(
      sampleInput({ configuration, environment: ground.environment, deployed }),
    );
    if (!description) throw new Error(JSON.stringify(diagnostics));
    runs += 1;
    const made = new PhaseRun(ground, description, `run-${runs}`, {});
    for (const phase of ["provision", "evaluate", "build", "copy", "activate", "verify"] as const) {
      const result = await made.phase(phase, { deployed, fencing: 10 * runs });
      if (result.kind !== "done") throw new Error(`${phase}: ${JSON.stringify(result, null, 2)}`);
    }
    for (const event of made.events) if (event.kind === "machine") recorded = event.generation;
    deployed = description;
  }

  function contextOf<Kind extends CheckKind>(subject: string, previous: CheckResult<Kind> | null): CheckContext<Kind> {
    // Only what the handlers read of their context.
    return {
      check: { subject, deploymentId: "choir" },
      description: deployed,
      environment: ground.environment,
      previous,
      clock: systemClock,
      signal: new AbortController().signal,
    } as unknown as CheckContext<Kind>;
  }

  function lookAtMachine(previous: CheckResult<"machine"> | null = null): Promise<CheckResult<"machine">> {
    const seen = [{ machine: "one", generation: recorded }] as unknown as readonly MachineObservationRecord[];
    const store = { machines: { observations: async () => seen } } as unknown as Parameters<
      typeof createMachineCheck
    >[0]["store"];
    return createMachineCheck({ store, actor: worker, sshKeyFile: keyFile, runOnHost })(contextOf("one", previous));
  }

  function lookAtHello(): Promise<CheckResult<"health">> {
    const resolver = { resolveAddress: () => Promise.reject(new Error("no DNS knows the name")) };
    const look = createHealthCheck({ resolver, requestUrl, runOnHost, sshKeyFile: keyFile });
    return look(contextOf("hello", null));
  }

  const codes = (result: CheckResult) => result.findings.map(({ code }) => code);
  const purposes = ({ facts }: CheckResult<"health">) =>
    Object.fromEntries(facts?.purposes.map(({ purpose, outcome }) => [purpose, outcome]) ?? []);

  test("all is well after an installation: what runs is what was installed, and figures are there", async () => {
    const machine = await lookAtMachine();
    expect({ outcome: machine.outcome, codes: codes(machine) }).toEqual({ outcome: "healthy", codes: [] });
    expect(machine.facts).toMatchObject({ drifted: false, missed: 0, failedUnits: [], running: { generation: 2 } });
    expect(machine.metrics["diskSizeMiB"]).toBeGreaterThan(machine.metrics["diskUsedMiB"] ?? Infinity);
    await expect
      .poll(async () => purposes(await lookAtHello()), { timeout: 20_000 })
      .toEqual({ web: "ok", jobs: "ok" });
    expect((await lookAtHello()).outcome).toBe("healthy");
  });

  test("a site that answers 200 while nobody works its jobs is degraded, and the rest of it is said to work", async () => {
    await must(one(), ["pkill", "-STOP", "-u", "hello-jobs"]);
    await must(one(), ["touch", "-d", "10 minutes ago", "/var/lib/hello-jobs/heartbeat"]);
    const hello = await lookAtHello();
    expect(purposes(hello)).toEqual({ web: "ok", jobs: "wrong" });
    expect(hello).toMatchObject({ outcome: "degraded", findings: [{ code: "jobs-stand-still", subject: "hello" }] });
    expect(hello.metrics["queueSeconds"]).toBeGreaterThanOrEqual(600);
    await must(one(), ["pkill", "-CONT", "-u", "hello-jobs"]);
    await expect.poll(async () => (await lookAtHello()).outcome, { timeout: 20_000 }).toBe("healthy");
  });

  test("a service that does not start again is named", async () => {
    await must(one(), ["mv", "/var/lib/hello-jobs", "/var/lib/elsewhere"]);
    await must(one(), ["pkill", "-KILL", "-u", "hello-jobs"]);
    const failed = async () => (await lookAtMachine()).facts?.failedUnits;
    await expect.poll(failed, { timeout: 30_000 }).toEqual(["hello-jobs"]);
    await must(one(), ["mv", "/var/lib/elsewhere", "/var/lib/hello-jobs"]);
    await expect.poll(failed, { timeout: 60_000 }).toEqual([]);
  });

  test("somebody who switches by hand is noticed, until it is put right by hand or by a run", async () => {
    const installed = await lookAtMachine();
    await must(one(), ["nix-env", "-p", profile, "--switch-generation", "1"]);
    await must(one(), [`${profile}/bin/switch-to-configuration`, "switch"]);
    const drifted = await lookAtMachine(installed);
    expect(drifted.outcome).toBe("degraded");
    expect(drifted.findings).toMatchObject([
      { code: "machine-drifted", subject: "one", params: { running: 1, recorded: 2 }, turn: "provider" },
    ]);
    await install("Hello again");
    const mended = await lookAtMachine(drifted);
    expect({ drifted: mended.facts?.drifted, codes: codes(mended) }).toEqual({ drifted: false, codes: [] });
  });

  test("a disk that fills up is told of while the machine can still say so", async () => {
    await one().fillDisk();
    const full = await lookAtMachine();
    expect(full.outcome).toBe("degraded");
    expect(codes(full)).toContain("disk-full");
    await one().freeDisk();
    expect(codes(await lookAtMachine())).toEqual([]);
  });

  test("a machine that is gone counts as down at the third look, and keeps what was known of it", async () => {
    let last = await lookAtMachine();
    await one().stop();
    const outcomes: string[] = [];
    for (let look = 0; look < 3; look += 1) {
      last = await lookAtMachine(last);
      outcomes.push(last.outcome);
    }
    expect(outcomes).toEqual(["healthy", "healthy", "down"]);
    expect(codes(last)).toEqual(["machine-unreachable"]);
    expect(last.facts).toMatchObject({ missed: 3, running: { generation: expect.any(Number) } });
    expect((await lookAtHello()).outcome).toBe("down");
    await one().start();
    expect(await lookAtMachine(last)).toMatchObject({ outcome: "healthy", findings: [], facts: { missed: 0 } });
  });
});
