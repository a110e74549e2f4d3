"use server";
import type { Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field } from "../../parts/form-state.ts";
import { runAction } from "../../server/run-action.ts";

/** Changes the own password and shows the account again. Every other session ends. */
export async function changePassword(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) =>
    caller.session.setPassword({ present: field(form, "present"), password: field(form, "password") }),
  );
  if (!result.ok) return result.problem;
  // A new request: the session of this one has just ended with all the others.
  redirect("/account?changed=password");
}
