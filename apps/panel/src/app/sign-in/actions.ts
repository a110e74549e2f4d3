"use server";
import type { Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field } from "../../parts/form-state.ts";
import { runAction } from "../../server/run-action.ts";
import { innerPath } from "../../server/inner-path.ts";

/** Signs in and goes on; the problem when that is refused. */
export async function signIn(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const credentials = { username: field(form, "username"), password: field(form, "password") };
  const result = await runAction((caller) => caller.session.create(credentials));
  if (!result.ok) return result.problem;
  redirect(innerPath(field(form, "next")));
}
