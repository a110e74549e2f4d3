"use server";
import type { Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { runAction } from "../../../../server/run-action.ts";

const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim();
const pageOf = (form: FormData) => `/deployments/${encodeURIComponent(text(form, "slug"))}`;

/** Starts a run of a plan, with the warnings that were ticked. */
export async function startRun(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const planId = text(form, "planId");
  const ticked = new Set(form.getAll("acknowledged").map(String));
  const result = await runAction(async (caller) => {
    const { warnings } = await caller.plan.get({ planId });
    // One code can stand for several warnings: it is agreed to when each of them was ticked.
    const open = new Set(
      warnings.filter(({ code, address }) => !ticked.has(`${code} ${address}`)).map(({ code }) => code),
    );
    const acknowledged = [...new Set(warnings.map(({ code }) => code))].filter((code) => !open.has(code));
    return caller.run.create({ planId, acknowledged, reason: text(form, "reason") });
  });
  if (!result.ok) return result.problem;
  redirect(`${pageOf(form)}/activity/${result.value.runId}`);
}

/** Makes a new plan of what is saved, and shows it. */
export async function planAgain(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => caller.plan.create({ deploymentId: text(form, "deploymentId") }));
  if (!result.ok) return result.problem;
  redirect(`${pageOf(form)}/plan`);
}
