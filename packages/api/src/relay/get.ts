import type { MailRelayRecord } from "@allotment/store";
import { provider } from "../trpc.ts";

/** How mail leaves the installation, without the password; null while nobody said. */
export const get = provider.query(({ ctx: { store, actor } }): Promise<MailRelayRecord | null> =>
  store.contacts.relay(actor),
);
