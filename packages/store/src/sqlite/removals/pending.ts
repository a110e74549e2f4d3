import { eq } from "drizzle-orm";
import { type Actor, mayManageMembers } from "../../actor.ts";
import type { RemovalRecord } from "../../records.ts";
import { done, forbidden, refused, type StoreResult } from "../../result.ts";
import { deployment } from "../../schema/index.ts";
import { remember } from "../audit-trail.ts";
import type { Context } from "../context.ts";
import { type DeploymentRow, writableDeployment } from "../visible.ts";

/** A removal as it is kept. */
export type StoredRemoval = NonNullable<DeploymentRow["removal"]>;

/** A deployment that the actor may remove: owners of its operator, and providers. */
export function removableDeployment(context: Context, actor: Actor, deploymentId: string): StoreResult<DeploymentRow> {
  const found = writableDeployment(context, actor, deploymentId);
  if (!found.ok) return found;
  return mayManageMembers(actor, found.value.operatorId) ? found : forbidden;
}

/** A deployment that is being removed, with the removal. */
export function pendingRemoval(
  context: Context,
  actor: Actor,
  deploymentId: string,
): StoreResult<{ readonly row: DeploymentRow; readonly removal: StoredRemoval }> {
  const found = removableDeployment(context, actor, deploymentId);
  if (!found.ok) return found;
  const { removal } = found.value;
  return removal === null ? refused({ code: "no-removal" }) : done({ row: found.value, removal });
}

/** Writes what is wanted of a deployment and its removal, with a line in the audit log. Inside a transaction. */
export function putRemoval(
  context: Context,
  actor: Actor,
  row: DeploymentRow,
  change: Readonly<{
    set: Pick<DeploymentRow, "desired" | "removal">;
    action: string;
    details?: Partial<RemovalRecord>;
  }>,
): DeploymentRow {
  const { set, action, details = {} } = change;
  const { id: deploymentId, operatorId } = row;
  context.db.update(deployment).set(set).where(eq(deployment.id, deploymentId)).run();
  remember(context, actor, { action, subject: deploymentId, operatorId, deploymentId, details });
  return { ...row, ...set };
}
