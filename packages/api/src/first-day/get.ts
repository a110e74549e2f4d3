import { provider } from "../trpc.ts";
import { gatherFacts } from "./facts.ts";
import { firstDayChecklist } from "./items.ts";
import type { FirstDayView } from "./view.ts";

/** The checklist of the first day, derived from what there is. */
export const get = provider.query(async ({ ctx: { store, actor, settings } }): Promise<FirstDayView> => {
  const facts = await gatherFacts(store, actor, settings.publicUrl);
  const items = firstDayChecklist(facts);
  const { publicUrl, workerKey, declared } = facts;
  return { publicUrl, workerKey, items, next: items.find(({ state }) => state === "todo")?.id ?? null, declared };
});
