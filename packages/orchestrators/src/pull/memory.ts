import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { StepContext, StepFailure } from "@allotment/engine";
import type { Slug } from "@allotment/model";
import { staleWorker } from "../failures.ts";

/** What is kept of a deployment whose machines pull: they are never talked to, so it is kept here. */
interface Memory {
  /** Highest fencing number that any worker has shown. */
  readonly fencing: number;
  /** The run that the rest is about. */
  readonly run: string;
  /** Machines that took up the run's commit, well or not. */
  readonly taken: readonly Slug[];
}

const nothing: Memory = { fencing: 0, run: "", taken: [] };

type Subject = Pick<StepContext, "environmentId" | "deployment" | "fencing" | "run" | "machines">;

/** Remembers the fencing number of a worker. @returns null, or why it is refused: a newer one was here. */
export async function fence(folder: string, context: Subject): Promise<StepFailure | null> {
  const memory = await recall(folder, context);
  if (context.fencing < memory.fencing) return staleWorker(context.machines[0] ?? "");
  if (context.fencing > memory.fencing) await remember(folder, context, { ...memory, fencing: context.fencing });
  return null;
}

/** Machines that took up the commit of this run. */
export async function takenBy(folder: string, context: Subject): Promise<ReadonlySet<Slug>> {
  const { run, taken } = await recall(folder, context);
  return new Set(run === context.run ? taken : []);
}

/** Adds machines to them. */
export async function noteTaken(folder: string, context: Subject, machines: readonly Slug[]): Promise<void> {
  const known = await takenBy(folder, context);
  if (machines.every((machine) => known.has(machine))) return;
  const { fencing } = await recall(folder, context);
  await remember(folder, context, { fencing, run: context.run, taken: [...new Set([...known, ...machines])] });
}

async function recall(folder: string, context: Subject): Promise<Memory> {
  const text = await readFile(fileOf(folder, context), "utf8").catch(() => null);
  return text === null ? nothing : { ...nothing, ...(JSON.parse(text) as Partial<Memory>) };
}

async function remember(folder: string, context: Subject, memory: Memory): Promise<void> {
  const file = fileOf(folder, context);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, JSON.stringify(memory), { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}

function fileOf(folder: string, { environmentId, deployment }: Subject): string {
  return path.join(folder, environmentId, `${deployment}.json`);
}
