import type { Description } from "@allotment/model";
import { system, type DeploymentRecord, type UserActor } from "@allotment/store";
import { z } from "zod";
import { stageDocument } from "../configuration/stage-document.ts";
import type { Services } from "../context.ts";
import { ApiError } from "../errors/api-error.ts";
import { conflictError, found, valueOf } from "../errors/from-conflict.ts";
import { id, message } from "../inputs.ts";
import { createPlan } from "../plan/create-plan.ts";
import { runKindOf } from "../run/run-kind.ts";
import { signedIn } from "../trpc.ts";
import { planPreview, type ChangeView } from "../view/plan-view.ts";
import type { SpokenDiagnostic } from "../view/sentences.ts";

const input = z.object({
  deploymentId: id,
  /** Of the draft that was looked at. */
  etag: z.string().max(128),
  message,
});

/** What became of changing settings at once. */
export interface AppliedNow {
  /** The run that was begun; null when none was. */
  readonly runId: string | null;
  /** What the draft would change beside settings, when that is why: it needs an installation. */
  readonly more: readonly ChangeView[];
  /** Why there is no run otherwise: errors of the draft, or warnings that have to be agreed to before. */
  readonly diagnostics: readonly SpokenDiagnostic[];
}

/**
 * Saves the draft, plans it and begins to change the running instances, in one go. Only where nothing but settings that take
 * effect in seconds changes; otherwise nothing is saved and the answer says what else would change.
 *
 * @throws ApiError `draft-changed`, `run-active`, …
 */
export const applyNow = signedIn.input(input).mutation(async ({ ctx, input: wanted }): Promise<AppliedNow> => {
  const { store, plans, actor } = ctx;
  const deployment = found(await store.deployments.get(actor, { deploymentId: wanted.deploymentId }));
  if (wanted.etag !== deployment.draft.etag) throw conflictError({ code: "draft-changed", current: deployment.draft });
  await refuseDuringRun(ctx, actor, deployment);
  const { document } = deployment.draft;
  const outcome = await plans.plan(actor, { kind: "deployment", deployment }, document);
  const { plan, description, deployed } = outcome;
  const preview = planPreview(outcome);
  if (plan === null || description === null) return { runId: null, more: [], diagnostics: preview.diagnostics };
  if (runKindOf({ effect: plan.effect, description, deployed, goesBack: false }) !== "settings") {
    return { runId: null, more: beyondSettings(preview.plan?.changes ?? []), diagnostics: [] };
  }
  const known = await acknowledgedBefore(ctx, deployment);
  const warnings = (preview.plan?.warnings ?? []).filter(({ code }) => !known.includes(code));
  if (warnings.length > 0) return { runId: null, more: [], diagnostics: warnings };
  const request = { basedOnEtag: wanted.etag, document, message: wanted.message, rolledBackFrom: null };
  await stageDocument(ctx, actor, deployment, request);
  return begin(ctx, actor, { deployment, deployed, reason: wanted.message, acknowledged: known });
});

interface Beginning {
  readonly deployment: DeploymentRecord;
  readonly deployed: Description | null;
  readonly reason: string;
  readonly acknowledged: readonly string[];
}

/** Begins the run of what was saved just now. */
async function begin(services: Services, actor: UserActor, beginning: Beginning): Promise<AppliedNow> {
  const { deployment, deployed, reason, acknowledged } = beginning;
  const { planId, diagnostics } = await createPlan(services, actor, deployment.id);
  if (planId === null) return { runId: null, more: [], diagnostics };
  const { document, description } = found(await services.store.plans.get(actor, { planId }));
  const runKind = runKindOf({ effect: document.effect, description, deployed, goesBack: false });
  // What the plan was made from changed in between.
  if (runKind !== "settings") throw new ApiError("plan-stale", { details: { kind: "stale", reasons: [] } });
  const request = { planId, runKind, reason, acknowledged };
  const { runId } = valueOf(await services.store.intents.requestRun(actor, request));
  return { runId, more: [], diagnostics: [] };
}

function beyondSettings(changes: readonly ChangeView[]): readonly ChangeView[] {
  return changes.filter(({ effect }) => effect !== "seconds");
}

/** What is deployed stands in spite of these warnings. */
async function acknowledgedBefore(
  { plans }: Services,
  { deployedPlanId }: DeploymentRecord,
): Promise<readonly string[]> {
  const plan = await plans.reader.plan(deployedPlanId);
  return (plan?.document.diagnostics ?? []).filter(({ severity }) => severity === "warning").map(({ code }) => code);
}

/** Before anything is saved: nothing of what somebody changed is to be left half way. */
async function refuseDuringRun({ store }: Services, actor: UserActor, { id: deploymentId }: DeploymentRecord) {
  const [running] = await store.runs.list(actor, { deploymentId, active: true, limit: 1 });
  if (running !== undefined) throw conflictError({ code: "run-active", runId: running.id });
  const asked = await store.intents.list(system, { deploymentId, limit: 10 });
  const pending = asked.find(({ kind, state }) => kind === "deploy" && state === "pending");
  if (pending !== undefined) throw conflictError({ code: "run-active", runId: pending.runId });
}
