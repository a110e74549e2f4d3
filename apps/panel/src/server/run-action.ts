import "server-only";
import { problemOf, type Caller, type Problem } from "@allotment/api";
import { cookies, headers } from "next/headers";
import { parseSetCookie } from "./set-cookie.ts";
import { api } from "./api.ts";

/** What a server action gives back to its form: a value, or the problem that is shown beside it. */
export type ActionResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/**
 * Does something through the API in a server action, so that forms work before scripts have loaded. Cookies that the
 * API sets go to the browser; problems come back as values, everything unexpected is thrown.
 */
export async function runAction<Value>(act: (caller: Caller) => Promise<Value>): Promise<ActionResult<Value>> {
  const { caller, responseHeaders } = await api().callerFor(await headers());
  try {
    const value = await act(caller);
    await passOnCookies(responseHeaders);
    return { ok: true, value };
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    return { ok: false, problem };
  }
}

async function passOnCookies(from: Headers): Promise<void> {
  const jar = await cookies();
  for (const line of from.getSetCookie()) {
    const { name, value, options } = parseSetCookie(line);
    jar.set(name, value, options);
  }
}
