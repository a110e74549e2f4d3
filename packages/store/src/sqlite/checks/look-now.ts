import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { CheckRepository, LooksAsked } from "../../repositories/checks.ts";
import { done, notFound, type StoreResult } from "../../result.ts";
import { check } from "../../schema/index.ts";
import { type Context, later } from "../context.ts";
import { visibleDeployment } from "../visible.ts";

/** Whoever presses a button again and again makes nobody look more often than this. */
const restSeconds = 5;

/** Makes checks due, inside a transaction. Nothing that people wrote changes, so the audit log is not told. */
export function lookNow(
  context: Context,
  actor: Actor,
  { deploymentId, kind }: Parameters<CheckRepository["lookNow"]>[1],
): StoreResult<LooksAsked> {
  if (!visibleDeployment(context, actor, deploymentId)) return notFound;
  const now = context.now();
  const from = later(now, -restSeconds);
  const rested = or(isNull(check.lastAt), lt(check.lastAt, from));
  const which = and(
    eq(check.deploymentId, deploymentId),
    kind === undefined ? undefined : eq(check.kind, kind),
    gt(check.nextAt, now),
    rested,
  );
  context.db.update(check).set({ nextAt: now }).where(which).run();
  return done({ from });
}
