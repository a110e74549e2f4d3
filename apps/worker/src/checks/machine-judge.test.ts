import { sayFinding } from "@allotment/model";
import type { CheckResult, RoomSeen } from "@allotment/store";
import { describe, expect, test } from "vitest";
import type { MachineAnswer } from "./machine-facts.ts";
import { judgeMachine, judgeSilence, type MachineKnown } from "./machine-judge.ts";

const at = "2026-11-21T09:00:00.000Z";
const room = (sizeMiB: number, freeMiB: number): RoomSeen => ({ sizeMiB, freeMiB });
const roomy = room(40_000, 30_000);

const good: MachineAnswer = {
  running: { generation: 7, system: "/nix/store/seven" },
  profileSystem: "/nix/store/seven",
  bootId: "b",
  upSeconds: 60,
  restartDue: false,
  failedUnits: [],
  disk: roomy,
  store: roomy,
  memory: room(2000, 900),
};

type Seen = CheckResult<"machine">;
const knownAfter = (previous: Seen | null, recordedGeneration: number | null = 7): MachineKnown => ({
  machine: "amber",
  recordedGeneration,
  previous,
  at,
});
const look = (answer: Partial<MachineAnswer>, previous: Seen | null = null) =>
  judgeMachine({ ...good, ...answer }, knownAfter(previous));
const codes = ({ findings }: Seen) => findings.map(({ code }) => code);
const said = ({ findings }: Seen) => findings.map((finding) => sayFinding(finding).text).join(" ");

describe("what a machine runs", () => {
  const installed = look({});

  test("is what was installed: nobody is told anything, and figures are kept", () => {
    expect(installed).toMatchObject({ outcome: "healthy", findings: [], facts: { drifted: false, answeredAt: at } });
    expect(installed.metrics).toMatchObject({ diskUsedMiB: 10_000, diskSizeMiB: 40_000, memoryUsedMiB: 1100 });
  });

  test("is something else: one trouble that names both systems, and stays the same one at the next look", () => {
    const running = { generation: 6, system: "/nix/store/six" };
    const drifted = look({ running, profileSystem: "/nix/store/six", failedUnits: ["web"] }, installed);
    expect(drifted.outcome).toBe("degraded");
    expect(codes(drifted)).toEqual(["machine-drifted", "units-failed"]);
    expect(said(drifted)).toContain("Installed was system number 7; it runs number 6");
    const again = look({ running, profileSystem: "/nix/store/six" }, drifted);
    expect(again.findings).toEqual(drifted.findings.slice(0, 1));
  });

  test("is something that was switched to without a number", () => {
    expect(codes(look({ running: { generation: 7, system: "/nix/store/other" } }))).toEqual(["machine-drifted"]);
  });

  test("is as installed, and would be something else after a restart", () => {
    const profile = { running: { generation: 6, system: "/nix/store/seven" }, profileSystem: "/nix/store/six" };
    expect(codes(look(profile, installed))).toEqual(["machine-drifted"]);
  });

  test("is another system under the number that was installed: the number is not enough", () => {
    const forged = { running: { generation: 7, system: "/nix/store/forged" }, profileSystem: "/nix/store/forged" };
    expect(codes(look(forged, installed))).toEqual(["machine-drifted"]);
  });

  test("is put right, or installed anew: no trouble is left", () => {
    const drifted = look({ running: { generation: 6, system: "/nix/store/six" } }, installed);
    expect(codes(look({}, drifted))).toEqual([]);
    const eight = { running: { generation: 8, system: "/nix/store/eight" }, profileSystem: "/nix/store/eight" };
    const anew = judgeMachine({ ...good, ...eight }, knownAfter(drifted, 8));
    expect({ codes: codes(anew), recorded: anew.facts?.recorded }).toEqual({ codes: [], recorded: eight.running });
  });

  test("is nobody's drift as long as no run of ours switched it", () => {
    expect(codes(judgeMachine({ ...good, running: { generation: 3, system: "/x" } }, knownAfter(null, null)))).toEqual(
      [],
    );
  });

  test("is gone altogether when somebody installed something that is not NixOS", () => {
    const other = { running: { generation: null, system: null }, profileSystem: null, restartDue: null };
    expect(codes(look(other, installed))).toEqual(["machine-drifted"]);
  });
});

describe("disks", () => {
  const GiB = 1024;
  test.each<[string, RoomSeen, readonly [string, string] | null]>([
    ["84 % in use", room(100_000, 16_000), null],
    ["85 % in use", room(100_000, 15_000), ["disk-filling", "warning"]],
    ["94 % in use", room(100_000, 6000), ["disk-filling", "warning"]],
    ["95 % in use", room(100_000, 5000), ["disk-full", "problem"]],
    ["nothing left", room(100_000, 0), ["disk-full", "problem"]],
    ["much in use of a huge one, with room for weeks", room(4000 * GiB, 700 * GiB), null],
    ["less than a GiB left, though that is a small part", room(8 * GiB, GiB - 1), ["disk-full", "problem"]],
    ["small, and half empty", room(1000, 500), null],
    ["small, and nearly full", room(1000, 40), ["disk-full", "problem"]],
  ])("with %s", (_, disk, expected) => {
    const { findings, outcome } = look({ disk, store: disk });
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual(expected === null ? [] : [expected]);
    // A warning is no reason to say that something does not work.
    expect(outcome).toBe(expected?.[1] === "problem" ? "degraded" : "healthy");
  });

  test("are told of once when the store is on the same one, though somebody writes between the two questions", () => {
    expect(codes(look({ disk: room(100_000, 4000), store: room(100_000, 3990) }))).toEqual(["disk-full"]);
  });

  test("of the store and of everything else are two", () => {
    const { findings } = look({ disk: room(20_000, 200), store: room(100_000, 9000) });
    expect(findings.map(({ code, subject }) => [code, subject])).toEqual([
      ["disk-full", "amber /"],
      ["disk-filling", "amber /nix/store"],
    ]);
    expect(findings[0]?.params).toMatchObject({ usedPercent: 99, freeMiB: 200 });
  });

  test("that the machine says nothing of are not full", () => {
    expect(look({ disk: null, store: null })).toMatchObject({ outcome: "healthy", findings: [] });
  });
});

test("a restart that is due is worth knowing, and nothing that is broken", () => {
  expect(look({ restartDue: true })).toMatchObject({
    outcome: "healthy",
    findings: [{ code: "restart-due", severity: "warning" }],
  });
});

describe("a machine that does not answer", () => {
  const quiet = (previous: Seen | null) => judgeSilence("unreachable", "No route to host", knownAfter(previous));

  test("is down at the third look, and what was known of it stands", () => {
    const well = look({});
    const first = quiet(well);
    const second = quiet(first);
    const third = quiet(second);
    expect([first, second, third].map(({ outcome }) => outcome)).toEqual(["healthy", "healthy", "down"]);
    expect([first, second].flatMap(codes)).toEqual([]);
    expect(said(third)).toContain("could not reach it 3 times in a row. No route to host");
    expect(third.facts).toEqual({ ...well.facts, missed: 3 });
    expect(look({}, third)).toMatchObject({ outcome: "healthy", findings: [], facts: { missed: 0 } });
  });

  test("has the troubles that it had: nobody saw them end, so nobody is told that they are over", () => {
    const full = look({ disk: room(100_000, 100), store: null });
    const first = quiet(full);
    expect(first).toMatchObject({ outcome: "degraded", findings: full.findings });
    const third = quiet(quiet(first));
    expect(third.outcome).toBe("down");
    expect(codes(third)).toEqual(["machine-unreachable", "disk-full"]);
    expect(codes(quiet(third))).toEqual(["machine-unreachable", "disk-full"]);
    expect(codes(look({}, third))).toEqual([]);
  });

  test("is unknown, not well, before it was ever seen", () => {
    expect(quiet(null)).toMatchObject({ outcome: "unknown", findings: [], facts: { missed: 1, answeredAt: null } });
  });

  test.each(["wrong-host-key", "refused"] as const)(
    "and says so (%s) is told of at once: that does not pass",
    (why) => {
      const result = judgeSilence(why, "", knownAfter(look({})));
      expect(result).toMatchObject({ outcome: "unknown", findings: [{ code: `machine-${why}`, severity: "problem" }] });
      const later = judgeSilence("unreachable", "", knownAfter(judgeSilence("unreachable", "", knownAfter(result))));
      expect(codes(later)).toEqual(["machine-unreachable"]);
    },
  );

  test("but can be reached is not said to be down", () => {
    let last: Seen | null = null;
    for (let times = 0; times < 3; times += 1) {
      last = judgeSilence("failed", "sudo: a password is required", knownAfter(last));
    }
    expect(last).toMatchObject({ outcome: "unknown", findings: [{ code: "machine-failed" }] });
    expect(last && said(last)).toContain("sudo: a password is required");
  });
});
