import { and, eq } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import { isTerminal, type RunState } from "../../records.ts";
import type { Held } from "../../repositories/runs.ts";
import { forbidden, refused, type StoreConflict, type StoreResult } from "../../result.ts";
import { run } from "../../schema/index.ts";
import { type Context, write } from "../context.ts";
import type { RunRow } from "./record.ts";

/** Why a write of a lease holder cannot happen; null when it can. */
export function resolveHeldConflict(
  row: Pick<RunRow, "state" | "fencing" | "leaseOwner"> | undefined,
  expected: Readonly<{ workerId: string; fencing: number; state: RunState | null }>,
): StoreConflict | null {
  if (!row) return { code: "not-found" };
  if (row.fencing !== expected.fencing) return { code: "lease-lost" };
  if (isTerminal(row.state)) return { code: "wrong-state", state: row.state };
  if (row.leaseOwner !== expected.workerId) return { code: "lease-lost" };
  if (expected.state !== null && row.state !== expected.state) return { code: "wrong-state", state: row.state };
  return null;
}

/**
 * Does something to a run in one transaction, only while the worker holds it with this fencing number and, when a state
 * is named, only while the run is in that state. A lease whose time is over but that nobody took still holds.
 */
export async function held<Value>(
  context: Context,
  actor: Actor,
  params: Held & { readonly from?: RunState; readonly state?: RunState },
  work: (row: RunRow) => StoreResult<Value>,
): Promise<StoreResult<Value>> {
  return write(context, (db) => {
    if (actor.kind !== "worker") return forbidden;
    const row = db.select().from(run).where(eq(run.id, params.runId)).get();
    const state = params.from ?? params.state ?? null;
    const conflict = resolveHeldConflict(row, { workerId: actor.workerId, fencing: params.fencing, state });
    if (conflict || !row) return refused(conflict ?? { code: "not-found" });
    return work(row);
  });
}

/** Changes a run that is held, inside its transaction. The conditions are in the statement too. */
export function updateHeld({ db }: Context, row: RunRow, set: Partial<RunRow>): RunRow {
  const asRead = and(eq(run.id, row.id), eq(run.state, row.state), eq(run.fencing, row.fencing));
  const changed = db.update(run).set(set).where(asRead).returning().get();
  if (!changed) throw new Error("a run that was held is gone");
  return changed;
}
