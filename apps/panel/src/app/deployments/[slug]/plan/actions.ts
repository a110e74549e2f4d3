"use server";
import type { Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field } from "../../../../parts/form-state.ts";
import { runAction } from "../../../../server/run-action.ts";

const text = (form: FormData, name: string) => field(form, name).trim();
const pageOf = (form: FormData) => `/deployments/${encodeURIComponent(text(form, "slug"))}`;

/** Starts a run of a plan, with the warnings that were ticked. */
export async function startRun(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const planId = text(form, "planId");
  const acknowledged = form.getAll("acknowledged").map(String);
  const result = await runAction((caller) => caller.run.create({ planId, acknowledged, reason: text(form, "reason") }));
  if (!result.ok) return result.problem;
  redirect(`${pageOf(form)}/activity/${result.value.runId}`);
}

/** Makes a new plan of what is saved, and shows it. */
export async function planAgain(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => caller.plan.create({ deploymentId: text(form, "deploymentId") }));
  if (!result.ok) return result.problem;
  redirect(`${pageOf(form)}/plan`);
}
