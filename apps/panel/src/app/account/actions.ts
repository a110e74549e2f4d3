"use server";
import type { Problem } from "@allotment/api";
import { field } from "../../parts/form-state.ts";
import { runAction } from "../../server/run-action.ts";

/** What became of a changed password: a problem, or that it is changed; null before. */
export type PasswordChange = { readonly problem: Problem | null } | null;

/** Changes the own password. Every other session ends. */
export async function changePassword(_before: PasswordChange, form: FormData): Promise<PasswordChange> {
  const result = await runAction((caller) =>
    caller.session.setPassword({ present: field(form, "present"), password: field(form, "password") }),
  );
  return { problem: result.ok ? null : result.problem };
}
