"use client";
import type { AppRouter } from "@allotment/api/client";
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from "@trpc/client";

const url = "/api/trpc";

/** Calls procedures from the browser; subscriptions come as server-sent events and resume by event id. */
export const trpc = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === "subscription",
      true: httpSubscriptionLink({ url }),
      // Questions in bodies: tokens of links shall not stand in addresses, which proxies write to their logs.
      false: httpBatchLink({ url, maxItems: 10, methodOverride: "POST" }),
    }),
  ],
});
