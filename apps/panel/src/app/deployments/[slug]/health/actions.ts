"use server";
import type { Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field } from "../../../../parts/form-state.ts";
import { runAction } from "../../../../server/run-action.ts";

/** Has everything of a deployment looked at now. */
export async function lookNow(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => caller.health.lookNow({ deploymentId: field(form, "deploymentId") }));
  if (!result.ok) return result.problem;
  redirect(`/deployments/${encodeURIComponent(field(form, "slug"))}/health?asked=${Date.parse(result.value.from)}`);
}
