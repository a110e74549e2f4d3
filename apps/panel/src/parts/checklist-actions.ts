"use server";
import type { Problem } from "@allotment/api";
import { refresh } from "next/cache";
import { runAction } from "../server/run-action.ts";
import { field } from "./form-state.ts";

/** Ticks something of a checklist, or takes the tick away. */
export async function tickItem(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const wanted = {
    deploymentId: field(form, "deploymentId"),
    instance: field(form, "instance"),
    item: field(form, "item"),
    done: field(form, "done") === "yes",
  };
  const result = await runAction((caller) => caller.checklist.set(wanted));
  if (!result.ok) return result.problem;
  refresh();
  return null;
}
