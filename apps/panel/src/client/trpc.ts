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
      false: httpBatchLink({ url, maxItems: 10 }),
    }),
  ],
});
