import { errorAt } from "@allotment/model";
import type { DeploymentRecord, UserActor } from "@allotment/store";
import type { Services } from "../context.ts";
import { ApiError } from "../errors/api-error.ts";
import { conflictError, found, valueOf } from "../errors/from-conflict.ts";
import { speak, type SpokenDiagnostic } from "../view/sentences.ts";

/** A plan that was kept, or why there is none. */
export interface NewPlan {
  /** Null when it does not fit or is not valid; the diagnostics say why. */
  readonly planId: string | null;
  readonly diagnostics: readonly SpokenDiagnostic[];
}

/** Makes and keeps the plan of what is saved. */
export async function createPlan({ store, plans }: Services, actor: UserActor, deploymentId: string): Promise<NewPlan> {
  const deployment = found(await store.deployments.get(actor, { deploymentId }));
  refuseRemoved(deployment);
  if (deployment.stagedRevisionId === null) throw new ApiError("not-found");
  const live = await plans.reader.plan(deployment.deployedPlanId);
  // What is suspended stays exactly as it is.
  if (deployment.desired === "suspended" || live?.desired === "suspended") {
    return { planId: null, diagnostics: [speak(errorAt("", "changes-wait-for-resuming"))] };
  }
  const revision = found(await store.revisions.get(actor, { revisionId: deployment.stagedRevisionId }));
  const result = await plans.plan(actor, { kind: "deployment", deployment }, revision.document, {
    goesBack: revision.rolledBackFrom !== null,
  });
  const diagnostics = result.diagnostics.map(speak);
  if (result.plan === null || result.description === null) return { planId: null, diagnostics };
  const record = valueOf(
    await store.plans.create(actor, {
      deploymentId,
      document: result.plan,
      description: result.description,
      configurationRevisionId: revision.id,
      environmentRevisionId: result.environmentRevision.id,
    }),
  );
  return { planId: record.id, diagnostics };
}

function refuseRemoved({ removal, removedAt }: DeploymentRecord): void {
  if (removedAt !== null) throw conflictError({ code: "deployment-removed" });
  if (removal !== null) throw conflictError({ code: "removal-pending", eraseAt: removal.eraseAt });
}
