import type { WorkerActor } from "../../actor.ts";
import type { CheckRecord } from "../../records.ts";
import type { CheckRepository } from "../../repositories/checks.ts";
import { done, forbidden, notFound, refused, type StoreResult } from "../../result.ts";
import { check } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { recordObservations } from "../record-observations.ts";
import { checkRecord, isCheck } from "./record.ts";

/** Keeps what a look came to, inside a transaction. */
export function settle(
  context: Context,
  actor: WorkerActor,
  { fencing, result, failed, nextAt, ...key }: Parameters<CheckRepository["settle"]>[1],
): StoreResult<CheckRecord> {
  if (actor.kind !== "worker") return forbidden;
  const { db } = context;
  const row = db.select().from(check).where(isCheck(key)).get();
  if (!row) return notFound;
  if (row.fencing !== fencing || row.leaseOwner !== actor.workerId) return refused({ code: "lease-lost" });
  const at = context.now();
  const same = row.outcome === result.outcome && row.lastAt !== null;
  const set = {
    outcome: result.outcome,
    since: same ? row.since : at,
    consecutive: same ? row.consecutive + 1 : 1,
    failures: failed ? row.failures + 1 : 0,
    nextAt,
    leaseOwner: null,
    leaseExpiresAt: null,
    lastAt: at,
    result,
  };
  db.update(check).set(set).where(isCheck(key)).run();
  recordObservations(context, { ...key, at, metrics: result.metrics });
  return done(checkRecord({ ...row, ...set }));
}
