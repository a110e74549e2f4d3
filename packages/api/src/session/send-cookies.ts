import type { ApiContext } from "../context.ts";

/** Sends cookies along with the answer. */
export function sendCookies(context: ApiContext, cookies: readonly string[]): void {
  for (const cookie of cookies) context.responseHeaders.append("set-cookie", cookie);
}
