import { sameJson, type Description, type Environment } from "@allotment/model";
import {
  system,
  type DeploymentRecord,
  type DesiredState,
  type PlanRecord,
  type PlanWithDescription,
  type UserActor,
} from "@allotment/store";
import type { Services } from "../context.ts";
import { ApiError } from "../errors/api-error.ts";
import { found, valueOf } from "../errors/from-conflict.ts";
import type { PlanResult } from "./plan-service.ts";

/** From where to which state. */
export interface StateWish {
  readonly deployment: DeploymentRecord;
  readonly desired: DesiredState;
  /** Plan whose description it leads on from. */
  readonly from: PlanWithDescription;
}

type Needs = Pick<Services, "store" | "plans">;

/**
 * The plan that a removal or a change of state begins with: what is deployed, or what a first installation that came to
 * nothing may have left on machines; null when there is neither.
 */
export async function stateOrigin({ plans }: Needs, deployment: DeploymentRecord): Promise<PlanWithDescription | null> {
  return plans.reader.plan(deployment.deployedPlanId ?? deployment.targetPlanId);
}

/** Plans another state of exactly what is there: of the same configuration, in the environment that it was made for. */
export async function planState(services: Needs, actor: UserActor, wish: StateWish): Promise<PlanResult> {
  const { store, plans } = services;
  const { deployment, desired, from } = wish;
  const revision = found(await store.revisions.get(actor, { revisionId: from.configurationRevisionId }));
  const { document } = await environmentFor(services, wish);
  const options = { desired, from: from.description, environment: document };
  return plans.plan(actor, { kind: "deployment", deployment }, revision.document, options);
}

/** The same, kept. @throws ApiError `no-plan` with the reasons when there is none */
export async function keepStatePlan(services: Needs, actor: UserActor, wish: StateWish): Promise<PlanRecord> {
  const { plan, description, diagnostics } = await planState(services, actor, wish);
  if (plan === null || description === null) {
    throw new ApiError("no-plan", { diagnostics: diagnostics.filter(({ severity }) => severity === "error") });
  }
  const { deployment, desired, from } = wish;
  const { recordId } = await environmentFor(services, wish);
  const made = { configurationRevisionId: from.configurationRevisionId, environmentRevisionId: recordId, desired };
  return valueOf(
    await services.store.plans.create(actor, { deploymentId: deployment.id, document: plan, description, ...made }),
  );
}

/**
 * The environment to plan with, and the revision that the plan is recorded with. Nothing else is to change with the state,
 * so it is the one of before; resuming goes where the machines are by now, and removing asks them there.
 */
async function environmentFor(
  { store }: Needs,
  { deployment, desired, from }: StateWish,
): Promise<{ readonly document: Environment; readonly recordId: string }> {
  const { environmentRevisionId } = from;
  const before = found(await store.environments.revision(system, { revisionId: environmentRevisionId }));
  const { environmentId } = deployment;
  const now = found(await store.environments.currentRevision(system, { environmentId }));
  if (desired === "removed") return { document: now.document, recordId: environmentRevisionId };
  const moved = desired === "running" && machinesMoved(from.description, before.document, now.document);
  const taken = moved ? now : before;
  return { document: taken.document, recordId: taken.id };
}

function machinesMoved({ machines }: Description, before: Environment, now: Environment): boolean {
  const declared = ({ offers }: Environment, name: string) => offers.machine[name] ?? null;
  return Object.values(machines).some(({ offer }) => !sameJson(declared(before, offer), declared(now, offer)));
}
