"use server";
import type { Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field } from "../../../../parts/form-state.ts";
import { runAction } from "../../../../server/run-action.ts";

const text = (form: FormData, name: string) => field(form, name).trim();
const pageOf = (form: FormData) => `/deployments/${encodeURIComponent(text(form, "slug"))}`;

/** Makes a new configuration from an old one, and shows what it would change. */
export async function rollBack(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) =>
    caller.deployment.rollBack({
      deploymentId: text(form, "deploymentId"),
      revisionId: text(form, "revisionId"),
      etag: text(form, "etag"),
    }),
  );
  if (!result.ok) return result.problem;
  redirect(`${pageOf(form)}/plan`);
}

/** Asks to stop a run. */
export async function cancelRun(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const runId = text(form, "runId");
  const result = await runAction((caller) => caller.run.cancel({ runId }));
  if (!result.ok) return result.problem;
  redirect(`${pageOf(form)}/activity/${encodeURIComponent(runId)}`);
}

/** Asks a run that waits for somebody to look now. */
export async function wakeRun(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const runId = text(form, "runId");
  const result = await runAction((caller) => caller.run.wake({ runId }));
  if (!result.ok) return result.problem;
  redirect(`${pageOf(form)}/activity/${encodeURIComponent(runId)}`);
}

/** Plans once more what is saved: from there it can be tried again. */
export async function tryAgain(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => caller.plan.create({ deploymentId: text(form, "deploymentId") }));
  if (!result.ok) return result.problem;
  redirect(`${pageOf(form)}/plan`);
}
