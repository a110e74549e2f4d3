"use server";
import type { Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field } from "../../../../parts/form-state.ts";
import { runAction } from "../../../../server/run-action.ts";

/** Asks in the draft for a new value of a secret, or takes that back. */
export async function rotateSecret(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const replace = field(form, "replace") === "yes";
  const result = await runAction((caller) =>
    caller.secret.rotate({
      deploymentId: field(form, "deploymentId"),
      etag: field(form, "etag"),
      path: field(form, "path"),
      replace,
    }),
  );
  if (!result.ok) return result.problem;
  redirect(`/deployments/${encodeURIComponent(field(form, "slug"))}/secrets?${replace ? "asked" : "kept"}=1`);
}
