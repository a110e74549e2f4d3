"use server";
import type { Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { runAction } from "../../server/run-action.ts";
import { pathOf } from "./sign-in.ts";

/** Signs in and goes on; the problem when that is refused. */
export async function signIn(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const credentials = { username: String(form.get("username") ?? ""), password: String(form.get("password") ?? "") };
  const result = await runAction((caller) => caller.session.create(credentials));
  if (!result.ok) return result.problem;
  redirect(pathOf(String(form.get("next") ?? "/")));
}
