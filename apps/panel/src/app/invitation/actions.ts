"use server";
import { redirect } from "next/navigation";
import { field, refused, type FormState } from "../../parts/form-state.ts";
import { runAction } from "../../server/run-action.ts";

/** Makes the account that a link invites to, signs in and goes on. */
export async function join(_before: FormState, form: FormData): Promise<FormState> {
  const account = { username: field(form, "username"), name: field(form, "name") };
  return accept(form, account);
}

/** Sets a new password by a link, signs in and goes on. */
export async function choosePassword(_before: FormState, form: FormData): Promise<FormState> {
  return accept(form);
}

async function accept(form: FormData, account?: { username: string; name: string }): Promise<FormState> {
  const given = { token: field(form, "token"), password: field(form, "password"), ...(account ? { account } : {}) };
  const result = await runAction((caller) => caller.invitation.accept(given));
  if (!result.ok) return refused(result.problem, form, ["username", "name"]);
  redirect("/");
}
