import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "@allotment/api/client";
import { installation } from "./installation.ts";

/** The panel's API as one person calls it: for setting scenes, never for what a test is about. */
export type Api = TRPCClient<AppRouter>;

/** A cookie as browsers take it. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly url: string;
}

/** Opens the API for nobody yet; whoever signs in through it keeps the session's cookie in it. */
export function openApi(): { readonly api: Api; readonly cookies: () => Cookie[] } {
  const { address } = installation();
  const jar = new Map<string, string>();
  const keepCookies = (answer: Response): Response => {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  const api = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${address}/api/trpc`,
        headers: () => ({ origin: address, cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") }),
        fetch: async (input, init) => keepCookies(await fetch(input, init as RequestInit)),
      }),
    ],
  });
  return { api, cookies: () => [...jar].map(([name, value]) => ({ name, value, url: address })) };
}
