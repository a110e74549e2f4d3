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

/** Switches backups off in the draft, saves it and plans it: the plan asks for consent. */
export async function switchBackupsOff(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const deploymentId = text(form, "deploymentId");
  const result = await runAction(async (caller) => {
    const { etag, document } = await caller.draft.get({ deploymentId });
    const backups = { ...document.backups, enabled: false };
    const draft = await caller.backup.set({ deploymentId, etag, backups });
    await caller.configuration.stage({ deploymentId, etag: draft.etag, message: text(form, "message") });
    return caller.plan.create({ deploymentId });
  });
  if (!result.ok) return result.problem;
  redirect(`${pageOf(form)}/plan`);
}

/** Makes a new plan of what is saved, and shows it. */
export async function planAgain(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => caller.plan.create({ deploymentId: text(form, "deploymentId") }));
  if (!result.ok) return result.problem;
  redirect(`${pageOf(form)}/plan`);
}
