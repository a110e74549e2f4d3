import "server-only";
import type { DeploymentView, PlanDetails, SpokenDiagnostic } from "@allotment/api";
import { getCaller } from "../../../../server/caller.ts";
import { orNotFound } from "../../load.ts";

/** What the page has to show. */
export type ShownPlan =
  /** Nothing is saved. */
  | { readonly kind: "none" }
  | { readonly kind: "plan"; readonly plan: PlanDetails }
  /** What is saved cannot be planned. */
  | { readonly kind: "refused"; readonly diagnostics: readonly SpokenDiagnostic[] }
  /** What is saved could be planned, and was not yet. */
  | { readonly kind: "unplanned" };

/** The plan that was asked for; else the newest one of what is saved, or why there is none. */
export async function loadPlan(deployment: DeploymentView, planId: string | undefined): Promise<ShownPlan> {
  const caller = await getCaller();
  const { id: deploymentId, stagedRevisionId: revisionId } = deployment;
  if (planId !== undefined) return { kind: "plan", plan: await orNotFound(() => caller.plan.get({ planId })) };
  if (revisionId === null) return { kind: "none" };
  const [newest] = await caller.plan.list({ deploymentId, limit: 1 });
  if (newest?.configurationRevisionId === revisionId) {
    return { kind: "plan", plan: await caller.plan.get({ planId: newest.id }) };
  }
  const { document } = await caller.configuration.get({ revisionId });
  const { plan, diagnostics } = await caller.draft.check({ deploymentId, document });
  return plan === null ? { kind: "refused", diagnostics } : { kind: "unplanned" };
}
