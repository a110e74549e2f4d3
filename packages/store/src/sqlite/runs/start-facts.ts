import type { Description } from "@allotment/model";
import { eq, inArray } from "drizzle-orm";
import type { RunKind } from "../../records.ts";
import { description, environment, machineClaim, plan } from "../../schema/index.ts";
import type { Context } from "../context.ts";
import { isEnvironmentOpen } from "../create-deployment.ts";
import { environmentRecord } from "../environment-record.ts";
import { activeRun } from "../move-deployment.ts";
import { domainConflict, wantedDomains } from "../take-domains.ts";
import { type DeploymentRow, isOperatorDisabled } from "../visible.ts";
import { offersTaken } from "./offer-claims.ts";
import type { StartFacts } from "./start-conflict.ts";

/** A row of the plan table. */
export type PlanRow = typeof plan.$inferSelect;

/** A plan to be started, with what belongs to it. */
export interface Startable {
  readonly plan: PlanRow;
  readonly description: Description;
  readonly deployment: DeploymentRow;
}

/** Reads a plan and the description it leads to; null when there is none. */
export function planWithDescription({ db }: Context, planId: string) {
  const found = db
    .select()
    .from(plan)
    .innerJoin(description, eq(description.digest, plan.descriptionDigest))
    .where(eq(plan.id, planId))
    .get();
  return found ? { plan: found.plan, description: found.description.document } : null;
}

/** Machine offers that a description uses. */
export function machinesOf(described: Description): string[] {
  return [...new Set(Object.values(described.machines).map(({ offer }) => offer))].toSorted();
}

/**
 * Reads everything that decides whether a plan may start.
 *
 * @param ownRunId run that the intent under decision will become: it does not stand in its own way
 */
export function startFacts(
  context: Context,
  { plan: planned, description: described, deployment }: Startable,
  params: Readonly<{ kind: RunKind; acknowledged: readonly string[]; ownRunId: string | null }>,
): StartFacts {
  const { db } = context;
  const { id, operatorId, environmentId } = deployment;
  const place = db.select().from(environment).where(eq(environment.id, environmentId)).get();
  const active = activeRun(context, id);
  const deployed = deployedPlan(context, deployment);
  return {
    kind: params.kind,
    planId: planned.id,
    desired: deployment.desired,
    deployedState: deployed?.desired ?? null,
    removal: deployment.removal,
    plan: {
      desired: planned.desired,
      parentDigest: planned.parentDigest,
      configurationRevisionId: planned.configurationRevisionId,
      environmentRevisionId: planned.environmentRevisionId,
      warnings: planned.document.diagnostics.filter(({ severity }) => severity === "warning").map(({ code }) => code),
    },
    deployedDescriptionDigest: deployed?.descriptionDigest ?? attempted(context, deployment, params.kind),
    isDeployed: deployed?.id === planned.id,
    stagedRevisionId: deployment.stagedRevisionId,
    currentEnvironmentRevisionId: place?.currentRevisionId ?? "",
    operatorDisabled: isOperatorDisabled(context, operatorId),
    environmentOpen: isEnvironmentOpen(context, environmentId, operatorId),
    activeRunId: active === params.ownRunId ? null : active,
    machinesTaken: machinesTaken(context, deployment, machinesOf(described)),
    offersTaken: offersTaken(context, deployment, {
      description: described,
      environmentRevisionId: planned.environmentRevisionId,
    }),
    domainConflict: domainConflict(context, {
      deploymentId: id,
      practice: place !== undefined && environmentRecord(place).practice,
      domains: wantedDomains(described),
    }),
    acknowledged: params.acknowledged,
  };
}

/** What a first installation that came to nothing may have left on machines, which only a removal builds on. */
function attempted(context: Context, { targetPlanId, removal }: DeploymentRow, kind: RunKind): string | null {
  const target =
    kind === "remove" && targetPlanId !== null ? planWithDescription(context, targetPlanId)?.plan : undefined;
  // A removal that came to nothing begins where it began before.
  if (target?.id === removal?.removePlanId) return target?.parentDigest ?? null;
  return target?.descriptionDigest ?? null;
}

/** Plan whose run succeeded last. */
export function deployedPlan({ db }: Context, { deployedPlanId }: DeploymentRow): PlanRow | undefined {
  return deployedPlanId === null ? undefined : db.select().from(plan).where(eq(plan.id, deployedPlanId)).get();
}

function machinesTaken({ db }: Context, deployment: DeploymentRow, machines: string[]): string[] {
  return db
    .select()
    .from(machineClaim)
    .where(inArray(machineClaim.machine, machines))
    .all()
    .filter((row) => row.environmentId === deployment.environmentId && row.deploymentId !== deployment.id)
    .map(({ machine }) => machine)
    .toSorted();
}
