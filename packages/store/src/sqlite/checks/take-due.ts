import { and, asc, eq, inArray, isNull, lte, or } from "drizzle-orm";
import type { WorkerActor } from "../../actor.ts";
import type { CheckKind, LeasedCheck } from "../../records.ts";
import type { CheckRepository } from "../../repositories/checks.ts";
import { done } from "../../result.ts";
import { check } from "../../schema/index.ts";
import { type Context, later, read, write } from "../context.ts";
import { isCheck, leasedCheck } from "./record.ts";

/** Takes checks that are due and free, in one transaction. Each taking raises the fencing number. */
export async function takeDue(
  context: Context,
  actor: WorkerActor,
  { limit, leaseSeconds }: Parameters<CheckRepository["takeDue"]>[1],
): Promise<readonly LeasedCheck[]> {
  if (actor.kind !== "worker") throw new Error("only the worker looks");
  const kinds = Object.keys(leaseSeconds) as CheckKind[];
  const isDue = () => {
    const at = context.now();
    const free = or(isNull(check.leaseOwner), lte(check.leaseExpiresAt, at));
    return and(lte(check.nextAt, at), inArray(check.kind, kinds), free);
  };
  // Most looks find nothing, and then nobody else's writing has to wait.
  const any = await read(context, (db) => db.select({ at: check.nextAt }).from(check).where(isDue()).limit(1).get());
  if (!any) return [];
  const taken = await write(context, (db) => {
    const rows = db.select().from(check).where(isDue()).orderBy(asc(check.nextAt)).limit(limit).all();
    return done(
      rows.map((row) => {
        const leaseExpiresAt = later(context.now(), leaseSeconds[row.kind] ?? 0);
        const set = { leaseOwner: actor.workerId, leaseExpiresAt, fencing: row.fencing + 1 };
        const same = and(isCheck(row), eq(check.fencing, row.fencing));
        db.update(check).set(set).where(same).run();
        return leasedCheck({ ...row, ...set });
      }),
    );
  });
  return taken.ok ? taken.value : [];
}
