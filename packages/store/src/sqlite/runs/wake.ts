import { and, eq, gt } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import { isTerminal, type RunRecord } from "../../records.ts";
import { done, notFound, refused, type StoreResult } from "../../result.ts";
import { run } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { writableDeployment } from "../visible.ts";
import { runRecord } from "./record.ts";

/** Makes a run due now, inside a transaction. Its state, its lease and its attempts stay. */
export function wakeRun(context: Context, actor: Actor, runId: string): StoreResult<RunRecord> {
  const { db, now } = context;
  const row = db.select().from(run).where(eq(run.id, runId)).get();
  if (!row) return notFound;
  // The worker itself, when it has looked at what the run waits for.
  const may = actor.kind === "worker" ? done(null) : writableDeployment(context, actor, row.deploymentId);
  if (!may.ok) return may;
  if (isTerminal(row.state)) return refused({ code: "wrong-state", state: row.state });
  const at = now();
  const later = and(eq(run.id, runId), gt(run.nextAttemptAt, at));
  const woken = db.update(run).set({ nextAttemptAt: at }).where(later).returning().get();
  return done(runRecord(context, woken ?? row));
}
