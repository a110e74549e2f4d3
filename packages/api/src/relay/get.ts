import type { ErrandRecord, MailRelayRecord } from "@allotment/store";
import { problemText } from "../contact/view.ts";
import { errandView } from "../errand/view.ts";
import { provider } from "../trpc.ts";

/** How mail leaves the installation, and whether it does. */
export interface RelayView extends MailRelayRecord {
  /** Mail that waits because the relay does not take it; null when none does. */
  readonly stuck: { readonly number: number; readonly attempts: number; readonly problem: string } | null;
  /** Its newest test, if that failed and nothing was changed since: what stood in the way. */
  readonly failedTest: { readonly errandId: string; readonly at: string; readonly problem: string } | null;
}

/** How mail leaves the installation, without the password; null while nobody said. */
export const get = provider.query(async ({ ctx: { store, actor } }): Promise<RelayView | null> => {
  const relay = await store.contacts.relay(actor);
  if (relay === null) return null;
  const stuck = await store.notifications.stuckMail(actor);
  // Of no environment: the relay is the installation's.
  const errands = await store.errands.latest(actor, { environmentId: "" });
  return {
    ...relay,
    stuck: stuck && { number: stuck.number, attempts: stuck.attempts, problem: problemText(stuck.error) },
    failedTest: failedTest(relay, errands),
  };
});

function failedTest({ host, updatedAt }: MailRelayRecord, errands: readonly ErrandRecord[]): RelayView["failedTest"] {
  const newest = errands.find(
    ({ kind, subject, createdAt }) => kind === "relay-test" && subject === `relay/${host}` && createdAt >= updatedAt,
  );
  if (newest === undefined) return null;
  const { id: errandId, createdAt: at, ok, checks } = errandView(newest);
  if (ok !== false) return null;
  return { errandId, at, problem: checks.find(({ outcome }) => outcome === "wrong")?.text ?? "" };
}
