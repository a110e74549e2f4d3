import { and, asc, desc, eq, gte, isNotNull, isNull, sql } from "drizzle-orm";
import type { DeploymentRecord } from "../../records.ts";
import { deployment, intent, run } from "../../schema/index.ts";
import { type Context, later } from "../context.ts";
import { deploymentRecord } from "../deployments.ts";
import { activeRun } from "../move-deployment.ts";
import type { DeploymentRow } from "../visible.ts";

/** Pauses after runs of a removal that came to nothing, in seconds; the last one is repeated. */
const pausesSeconds = [900, 3600, 6 * 3600, 24 * 3600] as const;

/** Deployments whose removal can go on now, the longest due first. */
export function dueRemovals(context: Context, { limit }: Readonly<{ limit: number }>): DeploymentRecord[] {
  const { db, now } = context;
  const eraseAt = sql`json_extract(${deployment.removal}, '$.eraseAt')`;
  const due = and(isNotNull(deployment.removal), isNull(deployment.removedAt), sql`${eraseAt} <= ${now()}`);
  const rows = db.select().from(deployment).where(due).orderBy(asc(eraseAt)).all();
  return rows
    .filter((row) => isDue(context, row))
    .slice(0, limit)
    .map((row) => deploymentRecord(context, row));
}

/** Whether nothing is under way for a removal whose grace period is over, and its pause after a failure is over too. */
export function isDue(context: Context, row: DeploymentRow): boolean {
  const { db, now } = context;
  if (row.removal === null || row.removal.eraseAt > now() || activeRun(context, row.id) !== null) return false;
  const since = and(
    eq(intent.deploymentId, row.id),
    eq(intent.kind, "deploy"),
    isNull(intent.createdBy),
    gte(intent.createdAt, row.removal.eraseAt),
  );
  const tries = db.select().from(intent).where(since).orderBy(desc(intent.createdAt)).all();
  const [last] = tries;
  const ended = last && db.select().from(run).where(eq(run.id, last.runId)).get();
  // The way goes on at once after what succeeded: it was suspended first.
  if (!last || ended?.state === "succeeded") return true;
  const pause = pausesSeconds[Math.min(tries.length, pausesSeconds.length) - 1] ?? 0;
  return later(ended?.finishedAt ?? last.decidedAt ?? last.createdAt, pause) <= now();
}
