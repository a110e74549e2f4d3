"use server";
import type { NewClaimView, Problem } from "@allotment/api";
import { refresh } from "next/cache";
import { runAction } from "../server/run-action.ts";
import { field } from "./form-state.ts";

/** The link that was made, or why there is none; null before anything was asked. */
export type ClaimLinkResult = { readonly made: NewClaimView | null; readonly problem: Problem | null } | null;

/** Makes the link for a first administrator. The one before stops working. */
export async function renewClaim(_before: ClaimLinkResult, form: FormData): Promise<ClaimLinkResult> {
  const wanted = { deploymentId: field(form, "deploymentId"), instance: field(form, "instance") };
  const result = await runAction((caller) => caller.claim.renew(wanted));
  if (!result.ok) return { made: null, problem: result.problem };
  // The page says how it stands, the link that was just made included.
  refresh();
  return { made: result.value, problem: null };
}
