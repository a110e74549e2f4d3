"use server";
import type { Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field } from "../../../../parts/form-state.ts";
import { runAction } from "../../../../server/run-action.ts";

/** Has the worker look at every record now. */
export async function lookNow(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => caller.domain.look({ deploymentId: field(form, "deploymentId") }));
  if (!result.ok) return result.problem;
  const page = `/deployments/${encodeURIComponent(field(form, "slug"))}/domains`;
  redirect(`${page}?look=${encodeURIComponent(result.value.errandId)}`);
}
