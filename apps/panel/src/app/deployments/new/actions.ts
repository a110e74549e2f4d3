"use server";
import type { Problem } from "@allotment/api";
import { field } from "../../../parts/form-state.ts";
import { redirect } from "next/navigation";
import { runAction } from "../../../server/run-action.ts";
import { readChoices, stepHref } from "./choices.ts";
import { startingOptions } from "./suggestions.ts";

/** A refusal, with what was typed: before scripts have loaded the form is made anew. */
export interface RefusedName {
  readonly problem: Problem;
  readonly typed: Readonly<Record<"title" | "slug" | "users" | "email", string>>;
}

/** Creates the draft with starting options and goes to its configuration; the problem when that is refused. */
export async function createDeployment(_before: RefusedName | null, form: FormData): Promise<RefusedName | null> {
  const choices = readChoices(pairsOf(form));
  const text = (name: string) => field(form, name).trim();
  const slug = text("slug");
  const expectedActiveUsers = Math.min(Math.max(Math.round(Number(text("users")) || 50), 1), 1_000_000);
  const result = await runAction(async (caller) => {
    const applications = await Promise.all(
      Object.entries(choices.instances).map(async ([application, instance]) => {
        const view = await caller.application.get({ application });
        const recommended = await caller.application.recommend({ application, expectedActiveUsers });
        const options = { ...recommended, ...startingOptions(view, choices, instance, text("email")) };
        return [instance.slug, { application, options }] as const;
      }),
    );
    return caller.deployment.create({
      operatorId: choices.operator,
      environmentId: choices.environment,
      slug,
      title: text("title"),
      applications: Object.fromEntries(applications),
    });
  });
  if (!result.ok) {
    const typed = { title: text("title"), slug, users: text("users"), email: text("email") };
    return { problem: result.problem, typed };
  }
  redirect(`/deployments/${slug}`);
}

/** Creates an operator for a provider who has none yet, and goes on with it. */
export async function createOperator(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const choices = readChoices(pairsOf(form));
  const result = await runAction((caller) => caller.operator.create({ name: field(form, "operatorName") }));
  if (!result.ok) return result.problem;
  redirect(stepHref({ ...choices, operator: result.value.id }, "place"));
}

function pairsOf(form: FormData): URLSearchParams {
  return new URLSearchParams([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}
