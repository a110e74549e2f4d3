"use server";
import { field } from "../../../parts/form-state.ts";
import { runAction } from "../../../server/run-action.ts";
import type { ConfirmResult } from "./ConfirmForm.tsx";

/** Takes the code of a test mail. */
export async function confirmArrival(_before: ConfirmResult, form: FormData): Promise<ConfirmResult> {
  const wanted = { contactId: field(form, "contactId"), code: field(form, "code").trim() };
  const result = await runAction((caller) => caller.contact.verify(wanted));
  return result.ok ? { done: true, problem: null } : { done: false, problem: result.problem };
}
