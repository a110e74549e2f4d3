import type { Actor } from "../../actor.ts";
import type { DeploymentRecord } from "../../records.ts";
import type { RemovalRepository } from "../../repositories/removals.ts";
import { done, refused, type StoreResult } from "../../result.ts";
import type { Context } from "../context.ts";
import { deploymentRecord } from "../deployments.ts";
import { activeRun } from "../move-deployment.ts";
import { brokenChain } from "./chain.ts";
import { pendingRemoval, putRemoval } from "./pending.ts";

/** Ends the grace period, inside a transaction. */
export function hasten(
  context: Context,
  actor: Actor,
  { deploymentId, plans }: Parameters<RemovalRepository["hasten"]>[1],
): StoreResult<DeploymentRecord> {
  const found = pendingRemoval(context, actor, deploymentId);
  if (!found.ok) return found;
  const { row, removal } = found.value;
  const active = activeRun(context, deploymentId);
  if (active !== null && plans !== null) return refused({ code: "run-active", runId: active });
  const broken = plans && brokenChain(context, row, plans);
  if (broken) return refused(broken);
  const eraseAt = context.now();
  const set = { desired: row.desired, removal: { ...removal, ...plans, eraseAt } };
  const changed = putRemoval(context, actor, row, { set, action: "deployment.erase-now", details: { eraseAt } });
  return done(deploymentRecord(context, changed));
}
