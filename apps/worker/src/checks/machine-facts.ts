import { parseAnswer } from "@allotment/orchestrators";
import type { RoomSeen, SystemSeen } from "@allotment/store";
import { clipped } from "../errands/checks.ts";

/** What a machine says of itself, out of the activation interface's `facts` and `units`. What it did not say is null. */
export interface MachineAnswer {
  readonly running: SystemSeen;
  /** System of the profile: what comes up after a restart. */
  readonly profileSystem: string | null;
  readonly bootId: string | null;
  readonly upSeconds: number | null;
  readonly restartDue: boolean | null;
  readonly failedUnits: readonly string[];
  readonly disk: RoomSeen | null;
  readonly store: RoomSeen | null;
  readonly memory: RoomSeen | null;
}

/** Failed services that are kept by name. */
const namedMax = 10;

/** Reads the answers. A machine may say anything. */
export function machineAnswer(facts: string, units: string): MachineAnswer {
  const answer = parseAnswer(facts);
  const text = (key: string) => clipped(answer.get(key)?.[0] ?? "") || null;
  const number = (key: string) => {
    const value = answer.get(key)?.[0] ?? "";
    return /^[0-9]{1,12}$/.test(value) ? Number(value) : null;
  };
  const room = (name: string): RoomSeen | null => {
    const [sizeMiB, freeMiB] = [number(`${name}-mib`), number(`${name}-free-mib`)];
    return sizeMiB === null || freeMiB === null || sizeMiB === 0 || freeMiB > sizeMiB ? null : { sizeMiB, freeMiB };
  };
  const restart = text("restart-due");
  return {
    running: { generation: number("generation"), system: text("system") },
    profileSystem: text("generation-system"),
    bootId: text("boot-id"),
    upSeconds: number("up-seconds"),
    restartDue: restart === "yes" || restart === "no" ? restart === "yes" : null,
    failedUnits: failedUnits(parseAnswer(units).get("unit") ?? []),
    disk: room("disk"),
    store: room("store"),
    memory: room("memory"),
  };
}

function failedUnits(lines: readonly string[]): readonly string[] {
  const failed = lines.filter((line) => line.endsWith(" failed"));
  return failed.slice(0, namedMax).map((line) => clipped(line.slice(0, -" failed".length)));
}
