import { and, eq, isNull } from "drizzle-orm";
import type { Actor } from "../actor.ts";
import type { DeploymentRepository } from "../repositories/deployments.ts";
import { done, notFound, refused, type StoreResult } from "../result.ts";
import {
  backupRepository,
  deployment,
  domain,
  intent,
  machineClaim,
  machineObservation,
  offerClaim,
  run,
} from "../schema/index.ts";
import { remember } from "./audit-trail.ts";
import type { Context } from "./context.ts";
import { isEnvironmentOpen } from "./create-deployment.ts";
import { isPractice } from "./domains.ts";
import { type DeploymentRow, writableDeployment } from "./visible.ts";

/** Takes a draft to another environment and forgets what was only practised, inside a transaction. */
export function moveToEnvironment(
  context: Context,
  actor: Actor,
  { deploymentId, environmentId }: Parameters<DeploymentRepository["moveToEnvironment"]>[1],
): StoreResult<DeploymentRow> {
  const found = writableDeployment(context, actor, deploymentId);
  if (!found.ok) return found;
  const { operatorId, environmentId: from, removal } = found.value;
  if (removal !== null) return refused({ code: "removal-pending", eraseAt: removal.eraseAt });
  if (from === environmentId) return found;
  const active = activeRun(context, deploymentId);
  if (active !== null) return refused({ code: "run-active", runId: active });
  const claims = context.db.select().from(machineClaim).where(eq(machineClaim.deploymentId, deploymentId)).all();
  const real = found.value.deployedPlanId !== null || claims.length > 0;
  if (real && !isPractice(context, from)) return refused({ code: "deployed-elsewhere" });
  if (!isEnvironmentOpen(context, environmentId, operatorId)) return refused({ code: "environment-closed" });
  forgetPractice(context, deploymentId);
  const nothing = { stagedRevisionId: null, targetPlanId: null, targetRunId: null, deployedPlanId: null };
  const set = { environmentId, ...nothing, desired: "running" } as const;
  const row = context.db.update(deployment).set(set).where(eq(deployment.id, deploymentId)).returning().get();
  const practice = isPractice(context, environmentId);
  context.db.update(domain).set({ practice }).where(eq(domain.deploymentId, deploymentId)).run();
  const details = { from, to: environmentId };
  remember(context, actor, { action: "deployment.move", subject: deploymentId, operatorId, deploymentId, details });
  return row ? done(row) : notFound;
}

/** The run of a deployment that is under way, or that was asked for and not decided yet; null when there is none. */
export function activeRun({ db }: Context, deploymentId: string): string | null {
  const running = and(eq(run.deploymentId, deploymentId), isNull(run.finishedAt));
  const asked = and(eq(intent.deploymentId, deploymentId), eq(intent.kind, "deploy"), eq(intent.state, "pending"));
  return db.select().from(run).where(running).get()?.id ?? db.select().from(intent).where(asked).get()?.runId ?? null;
}

function forgetPractice({ db }: Context, deploymentId: string): void {
  for (const table of [machineClaim, offerClaim, machineObservation, backupRepository]) {
    db.delete(table).where(eq(table.deploymentId, deploymentId)).run();
  }
}
