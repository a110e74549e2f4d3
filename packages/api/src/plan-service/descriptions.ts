import type { Description } from "@allotment/model";
import { system, type PlanWithDescription, type Store } from "@allotment/store";

/** Plans never change, so what was read once is kept; the oldest go first. */
const keptMax = 500;

/** Reads plans with their descriptions as the system; the caller decides what of it anybody sees. */
export interface PlanReader {
  /** Null for null and for a plan that does not exist. */
  plan(planId: string | null): Promise<PlanWithDescription | null>;
  description(planId: string | null): Promise<Description | null>;
}

/** A reader that remembers. */
export function planReader(store: Store): PlanReader {
  const kept = new Map<string, PlanWithDescription>();
  const read = async (planId: string | null): Promise<PlanWithDescription | null> => {
    if (planId === null) return null;
    const known = kept.get(planId);
    if (known) return known;
    const plan = await store.plans.get(system, { planId });
    if (plan !== null) keep(kept, plan);
    return plan;
  };
  return { plan: read, description: async (planId) => (await read(planId))?.description ?? null };
}

function keep(kept: Map<string, PlanWithDescription>, plan: PlanWithDescription): void {
  const oldest = kept.size >= keptMax ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(plan.id, plan);
}
