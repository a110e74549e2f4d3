import type { UserRecord } from "@allotment/store";
import { provider } from "../trpc.ts";

/** Everybody with an account, by name. */
export const list = provider.query(({ ctx: { store, actor } }): Promise<readonly UserRecord[]> =>
  store.users.list(actor, {}),
);
