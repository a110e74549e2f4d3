import { eq } from "drizzle-orm";
import { type Actor, isProvider, mayWrite } from "../actor.ts";
import type { DeploymentRepository } from "../repositories/deployments.ts";
import { done, forbidden, notFound, refused, type StoreResult } from "../result.ts";
import { deployment, environment, operator } from "../schema/index.ts";
import { remember, userIdOf } from "./audit-trail.ts";
import type { Context } from "./context.ts";
import { isOpenTo } from "./environments.ts";
import { countDeployments, overLimit } from "./limits.ts";
import { type DeploymentRow, isOperatorDisabled } from "./visible.ts";

/** Makes a deployment with its first draft, inside a transaction. */
export function createDeployment(
  context: Context,
  actor: Actor,
  params: Parameters<DeploymentRepository["create"]>[1],
): StoreResult<DeploymentRow> {
  const { operatorId, environmentId, slug, title, draft } = params;
  const { db, now, newId } = context;
  if (actor.kind !== "user") return forbidden;
  const known = db.select().from(operator).where(eq(operator.id, operatorId)).get();
  if (!known || !mayWrite(actor, operatorId)) return notFound;
  if (isOperatorDisabled(context, operatorId) && !isProvider(actor)) return refused({ code: "operator-disabled" });
  if (!isEnvironmentOpen(context, environmentId, operatorId)) return refused({ code: "environment-closed" });
  if (db.select().from(deployment).where(eq(deployment.slug, slug)).get()) {
    return refused({ code: "taken", field: "slug" });
  }
  const at = now();
  const row = {
    id: newId(),
    slug,
    title,
    operatorId,
    environmentId,
    draft,
    draftEtag: newId(),
    draftUpdatedBy: userIdOf(actor),
    draftUpdatedAt: at,
    createdBy: userIdOf(actor),
    createdAt: at,
  };
  const made = db.insert(deployment).values(row).returning().get();
  const tooMany = overLimit("deployments", countDeployments(context, operatorId));
  if (tooMany) return tooMany;
  const details = { slug, title, environmentId };
  remember(context, actor, { action: "deployment.create", subject: row.id, operatorId, deploymentId: row.id, details });
  return done(made);
}

/** Whether something new of this operator may be deployed there now. */
export function isEnvironmentOpen(context: Context, environmentId: string, operatorId: string): boolean {
  const row = context.db.select().from(environment).where(eq(environment.id, environmentId)).get();
  return row !== undefined && row.disabledAt === null && isOpenTo(context, environmentId, operatorId);
}
