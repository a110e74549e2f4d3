"use server";
import type { Problem } from "@allotment/api";
import { field } from "../../../../parts/form-state.ts";
import { redirect } from "next/navigation";
import { runAction } from "../../../../server/run-action.ts";

const schedules = ["hourly", "daily", "weekly"] as const;

/** Puts the backup settings into the draft. */
export async function setBackups(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const text = (name: string) => field(form, name).trim();
  const count = (name: string) => Math.round(Number(text(name)));
  const result = await runAction((caller) =>
    caller.backup.set({
      deploymentId: text("deploymentId"),
      etag: text("etag"),
      backups: {
        enabled: form.get("enabled") !== null,
        schedule: schedules.find((one) => one === text("schedule")) ?? "daily",
        time: text("time"),
        retention: { daily: count("daily"), weekly: count("weekly"), monthly: count("monthly") },
      },
    }),
  );
  if (!result.ok) return result.problem;
  redirect(`/deployments/${encodeURIComponent(text("slug"))}/backups?saved=1`);
}
