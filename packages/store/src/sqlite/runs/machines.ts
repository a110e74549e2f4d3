import { asc, eq } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { RunMachineRecord } from "../../records.ts";
import { done, type StoreResult } from "../../result.ts";
import { run, runMachine } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { visibleDeployment } from "../visible.ts";
import type { RunRow } from "./record.ts";

/** The truth per machine of a run, by name; empty for whoever may not see the run. */
export function machinesOfRun(context: Context, actor: Actor, runId: string): RunMachineRecord[] {
  const row = context.db.select().from(run).where(eq(run.id, runId)).get();
  if (!row || !visibleDeployment(context, actor, row.deploymentId)) return [];
  const own = eq(runMachine.runId, runId);
  return context.db.select().from(runMachine).where(own).orderBy(asc(runMachine.machine)).all();
}

/** Records the truth about one machine, inside a transaction. */
export function recordMachine(
  { db, now }: Context,
  { id: runId }: RunRow,
  { machine, generation, outcome }: Pick<RunMachineRecord, "machine" | "generation" | "outcome">,
): StoreResult<RunMachineRecord> {
  const row = { runId, machine, generation, outcome, at: now() };
  db.insert(runMachine)
    .values(row)
    .onConflictDoUpdate({ target: [runMachine.runId, runMachine.machine], set: row })
    .run();
  return done(row);
}
