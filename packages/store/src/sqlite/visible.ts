import { eq } from "drizzle-orm";
import { type Actor, isProvider, mayRead, mayWrite } from "../actor.ts";
import { done, forbidden, notFound, refused, type StoreResult } from "../result.ts";
import { deployment, operator } from "../schema/index.ts";
import type { Context } from "./context.ts";

/** A row of the deployment table. */
export type DeploymentRow = typeof deployment.$inferSelect;

/** A deployment that the actor may see; null when there is none, or when it is somebody else's. */
export function visibleDeployment({ db }: Context, actor: Actor, deploymentId: string): DeploymentRow | null {
  const row = db.select().from(deployment).where(eq(deployment.id, deploymentId)).get();
  return row && mayRead(actor, row.operatorId) ? row : null;
}

/** A deployment that the actor may change. */
export function writableDeployment(context: Context, actor: Actor, deploymentId: string): StoreResult<DeploymentRow> {
  const row = visibleDeployment(context, actor, deploymentId);
  if (!row) return notFound;
  if (!mayWrite(actor, row.operatorId)) return forbidden;
  if (row.removedAt !== null) return refused({ code: "deployment-removed" });
  return isOperatorDisabled(context, row.operatorId) && !isProvider(actor)
    ? refused({ code: "operator-disabled" })
    : done(row);
}

/** Whether the operator was switched off. */
export function isOperatorDisabled({ db }: Context, operatorId: string): boolean {
  const row = db.select().from(operator).where(eq(operator.id, operatorId)).get();
  return row === undefined || row.disabledAt !== null;
}

/** Operators whose records alone the actor may see; null when it may see all. */
export function limitedTo(actor: Actor): string[] | null {
  return actor.kind === "user" && !isProvider(actor) ? [...actor.operatorIds] : null;
}
