import { eq } from "drizzle-orm";
import type { Actor } from "../../actor.ts";
import type { ErasureRecord } from "../../records.ts";
import type { RemovalRepository } from "../../repositories/removals.ts";
import { done, refused, type StoreResult } from "../../result.ts";
import { machineClaim } from "../../schema/index.ts";
import { userIdOf } from "../audit-trail.ts";
import type { Context } from "../context.ts";
import { activeRun } from "../move-deployment.ts";
import { removableDeployment } from "./pending.ts";
import { settleRemoval } from "./settle.ts";

/** Removes what never was on any machine, inside a transaction. */
export function discard(
  context: Context,
  actor: Actor,
  { deploymentId, reason }: Parameters<RemovalRepository["discard"]>[1],
): StoreResult<ErasureRecord> {
  const found = removableDeployment(context, actor, deploymentId);
  if (!found.ok) return found;
  const { removal, deployedPlanId } = found.value;
  if (removal !== null) return refused({ code: "removal-pending", eraseAt: removal.eraseAt });
  const active = activeRun(context, deploymentId);
  if (active !== null) return refused({ code: "run-active", runId: active });
  const claims = context.db.select().from(machineClaim).where(eq(machineClaim.deploymentId, deploymentId)).all();
  if (deployedPlanId !== null || claims.length > 0) return refused({ code: "deployed-elsewhere" });
  const asked = { requestedBy: userIdOf(actor), requestedAt: context.now(), reason };
  return done(settleRemoval(context, actor, { row: found.value, runId: null, description: null, asked }));
}
