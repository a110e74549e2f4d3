"use server";
import type { Problem } from "@allotment/api";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { field } from "../../parts/form-state.ts";
import { runAction } from "../../server/run-action.ts";

const securities = ["starttls", "tls", "none"] as const;

/** Says how mail leaves the installation. A password that is left empty stays as it is. */
export async function setRelay(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const password = field(form, "password");
  const relay = {
    host: field(form, "host"),
    port: Number(field(form, "port")),
    security: securities.find((one) => one === field(form, "security")) ?? "starttls",
    username: field(form, "username").trim() || null,
    sender: field(form, "sender").trim(),
    ...(password !== "" && { password }),
  };
  const result = await runAction((caller) => caller.relay.set(relay));
  revalidatePath("/notifications");
  return result.ok ? null : result.problem;
}

/** Has the worker send one mail, and shows what the relay answered. */
export async function testRelay(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => caller.relay.test({ to: field(form, "to").trim() }));
  if (!result.ok) return result.problem;
  redirect(`/tests/${encodeURIComponent(result.value.errandId)}`);
}
