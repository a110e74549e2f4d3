"use server";
import type { Problem } from "@allotment/api";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { field, refused, type FormState } from "../../parts/form-state.ts";
import { runAction } from "../../server/run-action.ts";
import { emptyEnvironment } from "./empty-environment.ts";

/** Declares an environment without machines yet, and goes on to declare them. */
export async function createEnvironment(_before: FormState, form: FormData): Promise<FormState> {
  const slug = field(form, "slug");
  const document = emptyEnvironment({
    name: field(form, "name"),
    description: field(form, "description"),
    orchestrator: field(form, "orchestrator"),
    placement: field(form, "placement"),
  });
  const result = await runAction((caller) =>
    caller.environment.create({ slug, source: { document: { ...document } }, message: "", secrets: {} }),
  );
  if (!result.ok) return refused(result.problem, form, ["slug", "name", "description", "orchestrator", "placement"]);
  redirect(`/environments/${encodeURIComponent(slug)}/edit`);
}

/** Closes or opens an environment. */
export async function setDisabled(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const wanted = { environmentId: field(form, "environmentId"), disabled: field(form, "disabled") === "true" };
  const result = await runAction((caller) => caller.environment.setDisabled(wanted));
  revalidatePath("/environments", "layout");
  return result.ok ? null : result.problem;
}

/** Says which operators may use an environment; none chosen means all. */
export async function setOperators(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const operatorIds = form.getAll("operatorId").map(String);
  const environmentId = field(form, "environmentId");
  const result = await runAction((caller) => caller.environment.setOperators({ environmentId, operatorIds }));
  revalidatePath("/environments", "layout");
  return result.ok ? null : result.problem;
}
