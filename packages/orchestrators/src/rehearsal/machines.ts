import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { StepFailure } from "@allotment/engine";
import { staleWorker } from "../failures.ts";

/** A machine that exists only as a file: what a real one would keep on its disk. */
export interface PractisedMachine {
  /** Highest fencing number that any worker has shown. */
  readonly fencing: number;
  /** System that was copied last. */
  readonly copied: string | null;
  /** Systems by generation; generation 1 is the first. */
  readonly generations: readonly string[];
  /** Number of the active generation; null when none is. */
  readonly active: number | null;
  /** Run that switched it last. */
  readonly switchedBy: string | null;
}

const freshMachine: PractisedMachine = { fencing: 0, copied: null, generations: [], active: null, switchedBy: null };

/** Machines of one deployment. Changes are written before they count, and all at once. */
export interface PractisedMachines {
  readonly read: (machine: string) => Promise<PractisedMachine>;
  /**
   * Changes a machine for the worker with this fencing number.
   *
   * @returns the machine as it is now, or the failure when the machine has seen a higher number.
   */
  readonly change: (
    machine: string,
    fencing: number,
    change: (machine: PractisedMachine) => PractisedMachine,
  ) => Promise<PractisedMachine | StepFailure>;
}

/** Opens the machines of a deployment below a folder of the worker. */
export function openMachines(folder: string): PractisedMachines {
  const fileOf = (machine: string) => path.join(folder, `${machine}.json`);
  async function read(machine: string): Promise<PractisedMachine> {
    const text = await readFile(fileOf(machine), "utf8").catch((error: unknown) => {
      // Only what was never there is new: a disk that cannot be read would otherwise forget fencing and generations.
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
      throw error;
    });
    return text === null ? freshMachine : (JSON.parse(text) as PractisedMachine);
  }
  return {
    read,
    change: async (machine, fencing, change) => {
      const present = await read(machine);
      if (fencing < present.fencing) return staleWorker(machine);
      const next = { ...change(present), fencing };
      if (JSON.stringify(next) !== JSON.stringify(present)) await replaceFile(fileOf(machine), JSON.stringify(next));
      return next;
    },
  };
}

async function replaceFile(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.new`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}

/** Whether a change was refused. */
export function isFailure(result: PractisedMachine | StepFailure): result is StepFailure {
  return "code" in result;
}

/** The system that a machine runs; null when none. */
export function activeSystem(machine: PractisedMachine): string | null {
  return machine.active === null ? null : (machine.generations[machine.active - 1] ?? null);
}
