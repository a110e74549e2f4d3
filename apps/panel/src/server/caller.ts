import "server-only";
import type { Caller, SessionView } from "@allotment/api";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { api } from "./api.ts";

/** The caller for this request: one for all components of a page. */
export const getCaller = cache(async (): Promise<Caller> => (await api().callerFor(await headers())).caller);

/** Who is signed in; null for nobody. One look-up for all components of a page. */
export const getSession = cache(async (): Promise<SessionView | null> => (await getCaller()).session.get());

/** Who is signed in. Sends everybody else to the sign-in page, and back here afterwards. */
export async function requireSession(): Promise<SessionView> {
  const session = await getSession();
  if (session) return session;
  const path = (await headers()).get("x-path") ?? "/";
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** The provider who is signed in. Operators are sent to their own first page: these pages do not exist for them. */
export async function requireProvider(): Promise<SessionView> {
  const session = await requireSession();
  if (session.user.role !== "provider") redirect("/");
  return session;
}
