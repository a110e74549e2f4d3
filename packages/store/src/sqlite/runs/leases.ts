import { and, asc, eq, isNull, lte, or } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { LeasedRun } from "../../records.ts";
import { done, type StoreResult } from "../../result.ts";
import { run } from "../../schema/index.ts";
import { type Context, later } from "../context.ts";
import { updateHeld } from "./held.ts";
import { leasedRun, type RunRow } from "./record.ts";

/** Takes runs that are due and free, inside a transaction. Each taking raises the fencing number. */
export function takeDue(
  context: Context,
  actor: Actor,
  { limit, leaseSeconds }: { readonly limit: number; readonly leaseSeconds: number },
): StoreResult<LeasedRun[]> {
  if (actor.kind !== "worker") return done([]);
  const { db, now } = context;
  const at = now();
  const free = or(isNull(run.leaseOwner), lte(run.leaseExpiresAt, at));
  const due = and(isNull(run.finishedAt), lte(run.nextAttemptAt, at), free);
  const rows = db.select().from(run).where(due).orderBy(asc(run.nextAttemptAt), asc(run.startedAt)).limit(limit).all();
  const lease = { leaseOwner: actor.workerId, leaseExpiresAt: later(at, leaseSeconds) };
  return done(
    rows.map((row) => {
      const set = { ...lease, fencing: row.fencing + 1 };
      const taken = db
        .update(run)
        .set(set)
        .where(and(eq(run.id, row.id), eq(run.fencing, row.fencing)))
        .returning()
        .get();
      if (!taken) throw new Error("a run changed inside an exclusive transaction");
      return leasedRun(context, taken);
    }),
  );
}

/** Makes the lease longer. */
export function renewLease(
  context: Context,
  row: RunRow,
  { leaseSeconds }: { readonly leaseSeconds: number },
): StoreResult<LeasedRun> {
  const leaseExpiresAt = later(context.now(), leaseSeconds);
  return done(leasedRun(context, updateHeld(context, row, { leaseExpiresAt })));
}

/** Lets go of the lease. */
export function releaseLease(context: Context, row: RunRow): StoreResult<null> {
  updateHeld(context, row, { leaseOwner: null, leaseExpiresAt: null });
  return done(null);
}
