import type { Finding, FindingCode } from "@allotment/model";
import type { CheckOutcome, CheckResult, Instant, MachineSeen, RoomSeen, SystemSeen } from "@allotment/store";
import type { MachineAnswer } from "./machine-facts.ts";

/** What is known of a machine beside what it says. */
export interface MachineKnown {
  readonly machine: string;
  /** Generation that the last run left there; null when no run of ours switched it. */
  readonly recordedGeneration: number | null;
  /** What the last look came to; null before the first of this version. */
  readonly previous: CheckResult<"machine"> | null;
  readonly at: Instant;
}

/** Why a machine gave no answer. */
export type Silence = "unreachable" | "wrong-host-key" | "refused" | "failed";

/** Looks without an answer before somebody is told: machines restart, networks hiccup. */
const missedMax = 3;

/** Silences that do not pass by themselves: another key, or a door that is shut. */
const lasting: ReadonlySet<Silence> = new Set(["wrong-host-key", "refused"]);

/** The finding of each silence. */
const silenceCodes: Readonly<Record<Silence, FindingCode>> = {
  unreachable: "machine-unreachable",
  "wrong-host-key": "machine-wrong-host-key",
  refused: "machine-refused",
  failed: "machine-failed",
};

/**
 * Parts of a disk in use from which somebody is told, the room that is little on any disk, and what may be written to it
 * between two questions.
 */
const disk = { warnShare: 0.85, fullShare: 0.95, littleMiB: 1024, writtenMiB: 256 } as const;

/** What a machine that answered comes to, with what was found elsewhere in what it said. Pure. */
export function judgeMachine(
  answer: MachineAnswer,
  known: MachineKnown,
  more: readonly Finding[] = [],
): CheckResult<"machine"> {
  const facts = seenOf(answer, known);
  const findings = [
    ...driftFinding(facts, known),
    ...unitsFinding(facts, known),
    ...roomFindings(facts, known),
    ...restartFinding(facts, known),
    ...more,
  ];
  const wrong = findings.some(({ severity }) => severity === "problem");
  return { outcome: wrong ? "degraded" : "healthy", findings, metrics: metricsOf(facts), facts };
}

/**
 * What a machine that did not answer comes to: what was seen before stands, its troubles too, for nobody saw them end. After
 * a while it counts as down.
 */
export function judgeSilence(silence: Silence, detail: string, known: MachineKnown): CheckResult<"machine"> {
  const { machine, previous } = known;
  const missed = (previous?.facts?.missed ?? 0) + 1;
  const facts: MachineSeen = { ...(previous?.facts ?? nothingSeen(known)), missed };
  const before = previous?.findings ?? [];
  const certain = lasting.has(silence) || missed >= missedMax;
  if (!certain) return { outcome: previous?.outcome ?? "unknown", findings: before, metrics: {}, facts };
  const finding: Finding = {
    code: silenceCodes[silence],
    subject: machine,
    params: { machine, detail, times: missed },
    turn: "provider",
    severity: "problem",
  };
  const others = before.filter(({ code }) => !Object.values(silenceCodes).includes(code));
  const outcome: CheckOutcome = silence === "unreachable" ? "down" : "unknown";
  return { outcome, findings: [finding, ...others], metrics: {}, facts };
}

function nothingSeen({ recordedGeneration }: MachineKnown): MachineSeen {
  return {
    missed: 0,
    answeredAt: null,
    running: { generation: null, system: null },
    recorded: { generation: recordedGeneration, system: null },
    drifted: false,
    bootId: null,
    upSeconds: null,
    restartDue: null,
    failedUnits: [],
    disk: null,
    store: null,
    memory: null,
  };
}

function seenOf(answer: MachineAnswer, known: MachineKnown): MachineSeen {
  const { running, profileSystem, ...rest } = answer;
  const recorded = recordedOf(answer, known);
  const otherGeneration = recorded.generation !== null && running.generation !== recorded.generation;
  // Switched without a new generation, as `switch-to-configuration test` does.
  const otherSystem = running.system !== (recorded.system ?? profileSystem);
  const drifted = otherGeneration || (recorded.generation !== null && otherSystem);
  return { ...rest, running, recorded, drifted, missed: 0, answeredAt: known.at };
}

/**
 * The system that was installed. Its path is learned at the first look after the run, while the machine still has the
 * generation that the run left there.
 */
function recordedOf({ running, profileSystem }: MachineAnswer, known: MachineKnown): SystemSeen {
  const generation = known.recordedGeneration;
  const learned = known.previous?.facts?.recorded;
  if (learned?.generation === generation && learned.system !== null) return learned;
  return { generation, system: running.generation === generation ? profileSystem : null };
}

function driftFinding({ drifted, running, recorded }: MachineSeen, { machine }: MachineKnown): Finding[] {
  if (!drifted) return [];
  const params = { machine, running: running.generation ?? 0, recorded: recorded.generation ?? 0 };
  return [{ code: "machine-drifted", subject: machine, params, turn: "provider", severity: "problem" }];
}

function unitsFinding({ failedUnits }: MachineSeen, { machine }: MachineKnown): Finding[] {
  if (failedUnits.length === 0) return [];
  const params = { machine, units: failedUnits.join(", "), count: failedUnits.length };
  return [{ code: "units-failed", subject: machine, params, turn: "provider", severity: "problem" }];
}

function roomFindings({ disk: root, store }: MachineSeen, { machine }: MachineKnown): Finding[] {
  const rooms = [["/", root] as const, ...(isSame(root, store) ? [] : [["/nix/store", store] as const])];
  return rooms.flatMap(([place, room]) => {
    const severity = room === null ? null : severityOf(room);
    if (room === null || severity === null) return [];
    const usedPercent = Math.round(usedShare(room) * 100);
    const params = { machine, place, usedPercent, freeMiB: room.freeMiB };
    const code = severity === "problem" ? "disk-full" : "disk-filling";
    return [{ code, subject: `${machine} ${place}`, params, turn: "provider", severity }];
  });
}

/** Whether two places are one file system. Somebody may have written between the two questions. */
function isSame(one: RoomSeen | null, other: RoomSeen | null): boolean {
  if (one === null || other === null || one.sizeMiB !== other.sizeMiB) return false;
  return Math.abs(one.freeMiB - other.freeMiB) <= disk.writtenMiB;
}

function severityOf(room: RoomSeen): Finding["severity"] | null {
  // A small disk always has little room: there only its share counts.
  const little = room.freeMiB < disk.littleMiB && room.sizeMiB >= 8 * disk.littleMiB;
  if (usedShare(room) >= disk.fullShare || little) return "problem";
  return usedShare(room) >= disk.warnShare ? "warning" : null;
}

function usedShare({ sizeMiB, freeMiB }: RoomSeen): number {
  return (sizeMiB - freeMiB) / sizeMiB;
}

function restartFinding({ restartDue }: MachineSeen, { machine }: MachineKnown): Finding[] {
  if (restartDue !== true) return [];
  return [{ code: "restart-due", subject: machine, params: { machine }, turn: "provider", severity: "warning" }];
}

function metricsOf({ disk: root, store, memory }: MachineSeen): Record<string, number> {
  const of = (name: string, room: RoomSeen | null) =>
    room === null
      ? []
      : [[`${name}UsedMiB`, room.sizeMiB - room.freeMiB] as const, [`${name}SizeMiB`, room.sizeMiB] as const];
  return Object.fromEntries([...of("disk", root), ...of("store", store), ...of("memory", memory)]);
}
