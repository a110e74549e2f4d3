import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock, type Phase, type StepContext, type StepResult } from "@allotment/engine";
import { sampleDescription, sampleEnvironment } from "@allotment/engine/testing";
import type { Description, Environment } from "@allotment/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HostOutcome } from "../ssh/run.ts";
import { PhaseRun } from "../testing/index.ts";
import { createNixosSsh } from "./index.ts";

/** The last backup and the erasing, with machines that answer what a test says. */

const environment: Environment = { ...sampleEnvironment(), orchestrator: "nixos-ssh" };
const sample: Description = { ...sampleDescription(), orchestrator: "nixos-ssh" };
const backups: NonNullable<Description["backups"]> = {
  offer: "store",
  schedule: "daily",
  time: "02:30",
  retention: { daily: 7, weekly: 4, monthly: 6 },
  quotaGiB: 10,
  result: {
    repository: "s3:https://backup.example/choir",
    endpoint: "backup.example",
    bucket: "choir",
    region: "practice",
    passwordFile: "/run/agenix/deployment_backup-password",
    environmentFile: "/run/agenix/deployment_backup-env",
  },
};
const systems = { birch: "/nix/store/0-birch", cedar: "/nix/store/0-cedar" };
const silent: HostOutcome = { kind: "unreachable", started: false, detail: "no route" };

let folder: string;
/** What was asked, in order: `birch back-up --run …`. */
let asked: string[];
let run: PhaseRun | null;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-removing-"));
  await writeFile(path.join(folder, "key"), "");
  asked = [];
});
afterEach(() => rm(folder, { recursive: true }));

/** Does a phase while each machine answers one of these texts after the other, the last one for ever. */
async function done(
  phase: Phase,
  answers: Readonly<Record<string, readonly (string | HostOutcome)[]>>,
  description: Description,
  deployed: Description | null,
): Promise<StepResult> {
  const calls = new Map<string, number>();
  const orchestrator = createNixosSsh({
    folder,
    keyFile: path.join(folder, "key"),
    env: {},
    outside: {
      runOnHost: async (target, argv) => {
        const words = argv.join(" ");
        asked.push(`${target.name} ${/allotment-host"? ([^<"]*)(?: <|$)/.exec(words)?.[1] ?? words}`);
        const call = calls.get(target.name) ?? 0;
        calls.set(target.name, call + 1);
        const own = answers[target.name] ?? [];
        const said = own[Math.min(call, own.length - 1)] ?? "";
        return typeof said === "string" ? { kind: "done", exitCode: 0, stdout: said, stderr: "" } : said;
      },
    },
  });
  const treeOf = async () => ({ folder: "/nowhere", commit: "0".repeat(40) });
  run = new PhaseRun({ orchestrator, environment, treeOf }, description, "run", {});
  run.facts = { systems };
  const clock = { ...systemClock, sleep: async () => undefined };
  const change: Partial<StepContext> = { deployed, clock };
  return run.phase(phase, change);
}

describe("a last backup", () => {
  const deployed: Description = { ...sample, backups };
  const take = (answers: Parameters<typeof done>[1]) => done("backUp", answers, sample, deployed);

  it("is asked for once for each instance, waited for, and its snapshots are known", async () => {
    const result = await take({
      birch: ["state=waiting\n", silent, "state=running\n", "state=done\nsnapshot=1a2b3c4d\n"],
      cedar: ["state=done\nsnapshot=5e6f7a8b\n"],
    });
    const snapshots = {
      left: { machine: "birch", snapshot: "1a2b3c4d" },
      right: { machine: "cedar", snapshot: "5e6f7a8b" },
    };
    expect(result).toEqual({ kind: "done", facts: { snapshots } });
    expect(new Set(asked)).toEqual(
      new Set([
        "birch back-up --run run --fencing 10 --unit restic-backups-allotment-left.service",
        "cedar back-up --run run --fencing 10 --unit restic-backups-allotment-right.service",
      ]),
    );
  });

  it("that fails stops everything, says why, and may be tried again", async () => {
    const result = await take({ birch: ["state=failed\nlog=no such bucket\n"], cedar: ["state=done\n"] });
    expect(result).toMatchObject({
      kind: "failed",
      failure: { code: "backup-failed", params: { name: "left", machine: "birch" }, retryable: true },
    });
    expect(JSON.stringify(result)).toContain("no such bucket");
  });

  it("that cannot be taken is not taken for one that was", async () => {
    const result = await done("backUp", {}, sample, { ...sample, backups: null });
    expect(result).toMatchObject({ kind: "failed", failure: { code: "backup-impossible", retryable: false } });
    expect(asked).toEqual([]);
  });

  it("is refused by a machine that has seen a newer worker", async () => {
    const stale = { kind: "done", exitCode: 20, stdout: "", stderr: "" } as const;
    expect(await take({ birch: [stale], cedar: ["state=done\n"] })).toMatchObject({
      failure: { code: "stale-worker" },
    });
  });
});

describe("erasing", () => {
  const item = (name: string) => ({ kind: "files" as const, name, instance: "left", role: "files" });
  const erase = { machines: { birch: [item("/var/lib/snac")], cedar: [] }, left: [] };
  const removed: Description = { ...sample, instances: {}, erase };
  const whileErased = (birch: readonly (string | HostOutcome)[]) => done("erase", { birch }, removed, sample);

  it("is begun by the run's own system, waited for, and told with what it was; nobody else is asked", async () => {
    await mkdir(path.join(folder, "environment", removed.deployment, "run-before"), { recursive: true });
    const result = await whileErased([
      "state=erasing\n",
      silent,
      "state=erasing\nerased=/var/lib/snac 4096 3\n",
      "state=erased\nerased=/var/lib/snac 4096 3\nlink=/var/lib/snac\n",
    ]);
    const erased = { birch: [{ kind: "files", name: "/var/lib/snac", instance: "left", bytes: 4096, files: 3 }] };
    expect(result).toEqual({ kind: "done", facts: { erased, links: { birch: ["/var/lib/snac"] } } });
    expect(asked.filter((call) => call.startsWith("cedar"))).toEqual([]);
    expect(asked[0]).toContain("erase --run run --fencing 10");
    // Nothing is kept any more that could be deployed once more.
    expect(await readdir(path.join(folder, "environment", removed.deployment))).toEqual([]);
  });

  it("goes on where the system is gone already, because it was erased with the rest", async () => {
    const absent = { kind: "done", exitCode: 127, stdout: "", stderr: "" } as const;
    const result = await whileErased([absent, "state=erased\nerased=/var/lib/snac 4096 3\n"]);
    expect(result).toMatchObject({ kind: "done" });
  });

  it("is not done while anything is left, whatever the machine calls it", async () => {
    const result = await whileErased(["state=erased\nerased=/var/lib/snac 0 0\nleft=/var/lib/snac\n"]);
    expect(result).toMatchObject({
      kind: "failed",
      failure: { code: "erase-failed", params: { machine: "birch", left: "/var/lib/snac" }, retryable: true },
    });
  });

  it("says that data is not unharmed any more", async () => {
    const result = await whileErased(["state=failed\nleft=/var/lib/snac\nlog=busy\n"]);
    if (result.kind !== "failed") throw new Error("it should have failed");
    expect(result.failure.unharmed).not.toContain("data");
    expect(result.failure.detail).toContain("busy");
  });
});
