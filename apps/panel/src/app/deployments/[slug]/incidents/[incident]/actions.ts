"use server";
import type { Problem } from "@allotment/api";
import { revalidatePath } from "next/cache";
import { field } from "../../../../../parts/form-state.ts";
import { runAction } from "../../../../../server/run-action.ts";

/** Says that somebody is at it. */
export async function acknowledge(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => caller.incident.acknowledge({ incidentId: field(form, "incidentId") }));
  revalidatePath("/deployments", "layout");
  return result.ok ? null : result.problem;
}
