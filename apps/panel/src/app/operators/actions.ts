"use server";
import type { Caller, Problem } from "@allotment/api";
import { revalidatePath } from "next/cache";
import { field } from "../../parts/form-state.ts";
import { runAction } from "../../server/run-action.ts";

/** What became of a request for a link: the link, or why there is none; null before. */
export type LinkResult = { readonly url: string | null; readonly problem: Problem | null } | null;

/** A new operator with a link for its first owner. */
export async function createOperator(_before: LinkResult, form: FormData): Promise<LinkResult> {
  return linkFrom(async (caller) => {
    const operator = await caller.operator.create({ name: field(form, "name") });
    return caller.invitation.create({ kind: "member", operatorId: operator.id, memberRole: "owner" });
  });
}

/** A link into an operator. */
export async function inviteMember(_before: LinkResult, form: FormData): Promise<LinkResult> {
  const memberRole = field(form, "memberRole") === "owner" ? "owner" : "editor";
  return linkFrom((caller) =>
    caller.invitation.create({ kind: "member", operatorId: field(form, "operatorId"), memberRole }),
  );
}

/** A link for another provider. */
export async function inviteProvider(): Promise<LinkResult> {
  return linkFrom((caller) => caller.invitation.create({ kind: "provider" }));
}

/** A link for a new password. */
export async function resetPassword(_before: LinkResult, form: FormData): Promise<LinkResult> {
  return linkFrom((caller) => caller.invitation.create({ kind: "reset", userId: field(form, "userId") }));
}

/** Makes a link useless. */
export async function revokeInvitation(_before: Problem | null, form: FormData): Promise<Problem | null> {
  return problemFrom((caller) => caller.invitation.revoke({ invitationId: field(form, "invitationId") }));
}

/** Renames an operator. */
export async function renameOperator(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const operatorId = field(form, "operatorId");
  return problemFrom((caller) => caller.operator.set({ operatorId, name: field(form, "name") }));
}

/** Disables or enables an operator. */
export async function setOperatorDisabled(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const wanted = { operatorId: field(form, "operatorId"), disabled: field(form, "disabled") === "true" };
  return problemFrom((caller) => caller.operator.set(wanted));
}

/** Disables or enables an account. */
export async function setUserDisabled(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const wanted = { userId: field(form, "userId"), disabled: field(form, "disabled") === "true" };
  return problemFrom((caller) => caller.user.set(wanted));
}

/** Takes somebody out of an operator. */
export async function removeMember(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const who = { operatorId: field(form, "operatorId"), userId: field(form, "userId") };
  return problemFrom((caller) => caller.member.delete(who));
}

async function linkFrom(make: (caller: Caller) => Promise<{ readonly url: string }>): Promise<LinkResult> {
  const result = await runAction(make);
  revalidatePath("/operators", "layout");
  return result.ok ? { url: result.value.url, problem: null } : { url: null, problem: result.problem };
}

async function problemFrom(act: (caller: Caller) => Promise<unknown>): Promise<Problem | null> {
  const result = await runAction(act);
  revalidatePath("/operators", "layout");
  return result.ok ? null : result.problem;
}
