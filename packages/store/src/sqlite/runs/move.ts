import type { LeasedRun, RunRecord } from "../../records.ts";
import type { RunWriter } from "../../repositories/runs.ts";
import { done, type StoreResult } from "../../result.ts";
import type { Context } from "../context.ts";
import { appendEvents } from "./events.ts";
import { markErasing } from "../removals/mark-erasing.ts";
import { updateHeld } from "./held.ts";
import { leasedRun, type RunRow, runRecord } from "./record.ts";

/** One step to another state that is not the end, inside a transaction. The lease is kept. */
export function moveRun(
  context: Context,
  row: RunRow,
  { from, to, error = null, evaluation, events = [] }: Parameters<RunWriter["move"]>[1],
): StoreResult<LeasedRun> {
  const at = context.now();
  const moved = updateHeld(context, row, {
    state: to,
    since: at,
    attempts: 0,
    nextAttemptAt: at,
    lastError: error,
    evaluation: evaluation ?? row.evaluation,
  });
  if (to === "erasing") markErasing(context, row.deploymentId);
  appendEvents(context, row.id, [stateEvent(from, to), ...events]);
  return done(leasedRun(context, moved));
}

/** Another try of the same state later, inside a transaction. The lease is let go. */
export function retryLater(
  context: Context,
  row: RunRow,
  { nextAttemptAt, error, events = [] }: Parameters<RunWriter["retryLater"]>[1],
): StoreResult<RunRecord> {
  const changed = updateHeld(context, row, {
    attempts: row.attempts + 1,
    nextAttemptAt,
    lastError: error,
    leaseOwner: null,
    leaseExpiresAt: null,
  });
  appendEvents(context, row.id, events);
  return done(runRecord(context, changed));
}

/** The event that tells of a move. */
export function stateEvent(from: string, to: string) {
  return { type: "state", step: to, machine: null, payload: { from, to } };
}
