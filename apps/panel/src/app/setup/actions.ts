"use server";
import { redirect } from "next/navigation";
import { field, refused, type FormState } from "../../parts/form-state.ts";
import { runAction } from "../../server/run-action.ts";

/** Makes the provider's first account and the environment for practice, signs in, and goes to the first page. */
export async function setUp(_before: FormState, form: FormData): Promise<FormState> {
  const result = await runAction((caller) =>
    caller.setup.run({
      token: field(form, "token"),
      username: field(form, "username"),
      name: field(form, "name"),
      password: field(form, "password"),
    }),
  );
  if (!result.ok) return refused(result.problem, form, ["username", "name"]);
  redirect("/");
}
