"use server";
import type { Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field } from "../../../../parts/form-state.ts";
import { runAction, type ActionResult } from "../../../../server/run-action.ts";

const text = (form: FormData, name: string) => field(form, name).trim();
const pageOf = (form: FormData) => `/deployments/${encodeURIComponent(text(form, "slug"))}`;

/** Pauses a community. */
export async function suspend(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => caller.deployment.suspend(wishOf(form)));
  return leave(result, form);
}

/** Starts a paused community again. */
export async function resume(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => caller.deployment.resume(wishOf(form)));
  return leave(result, form);
}

/** Asks for a removal. */
export async function remove(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) =>
    caller.deployment.remove({
      deploymentId: text(form, "deploymentId"),
      confirm: text(form, "confirm"),
      reason: text(form, "reason"),
      graceDays: Math.round(Number(text(form, "graceDays"))),
      backup: text(form, "backup") === "take" ? "take" : { declined: text(form, "declined") },
    }),
  );
  if (!result.ok) return result.problem;
  redirect(`${pageOf(form)}/state`);
}

/** Takes a removal back. */
export async function keep(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => caller.deployment.keep({ deploymentId: text(form, "deploymentId") }));
  return leave(result, form);
}

/** Ends the grace period. */
export async function eraseNow(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const wish = { deploymentId: text(form, "deploymentId"), confirm: text(form, "confirm") };
  const result = await runAction((caller) => caller.deployment.eraseNow(wish));
  return leave(result, form);
}

function wishOf(form: FormData) {
  return { deploymentId: text(form, "deploymentId"), reason: text(form, "reason") };
}

// To the run that makes it true where there is one.
function leave(result: ActionResult<{ readonly runId: string | null } | null>, form: FormData): Problem {
  if (!result.ok) return result.problem;
  const runId = result.value?.runId ?? null;
  redirect(runId === null ? `${pageOf(form)}/state` : `${pageOf(form)}/activity/${runId}`);
}
