"use server";
import type { Caller, Problem } from "@allotment/api";
import { revalidatePath } from "next/cache";
import type { LinkResult } from "../../app/operators/actions.ts";
import { runAction } from "../../server/run-action.ts";
import { field } from "../form-state.ts";

/** Adds a mail address. */
export async function addMail(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const contact = { kind: "mail", operatorId: ownerOf(form), address: field(form, "address").trim() } as const;
  return problemFrom((caller) => caller.contact.create(contact));
}

/** Adds a webhook. @returns its secret when one was made, to be shown once */
export async function addWebhook(_before: LinkResult, form: FormData): Promise<LinkResult> {
  const secret = field(form, "secret").trim();
  const contact = { kind: "webhook", operatorId: ownerOf(form), address: field(form, "address").trim() } as const;
  const result = await runAction((caller) => caller.contact.create({ ...contact, ...(secret !== "" && { secret }) }));
  revalidatePath("/notifications", "layout");
  return result.ok ? { url: result.value.secret, problem: null } : { url: null, problem: result.problem };
}

/** Sends a test message. */
export async function testContact(_before: Problem | null, form: FormData): Promise<Problem | null> {
  return problemFrom((caller) => caller.contact.test({ contactId: field(form, "contactId") }));
}

/** Says that a test mail arrived. */
export async function confirmContact(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const wanted = { contactId: field(form, "contactId"), code: field(form, "code").trim() };
  return problemFrom((caller) => caller.contact.verify(wanted));
}

/** Takes a contact out. */
export async function removeContact(_before: Problem | null, form: FormData): Promise<Problem | null> {
  return problemFrom((caller) => caller.contact.delete({ contactId: field(form, "contactId") }));
}

/** Sends a message once more. */
export async function sendAgain(_before: Problem | null, form: FormData): Promise<Problem | null> {
  return problemFrom((caller) => caller.contact.sendAgain({ notificationId: field(form, "notificationId") }));
}

function ownerOf(form: FormData): string | null {
  return field(form, "operatorId") || null;
}

async function problemFrom(act: (caller: Caller) => Promise<unknown>): Promise<Problem | null> {
  const result = await runAction(act);
  revalidatePath("/", "layout");
  return result.ok ? null : result.problem;
}
