import type { FirstDayItem, FirstDayItemId } from "@allotment/api/client";
import type { FirstDayFacts } from "./facts.ts";
import type { TaskState } from "./Task.tsx";

/** The steps of the page, in order, each with the items of the checklist that it is about. */
const itemsOf = {
  address: ["address"],
  practice: [],
  key: ["worker", "machines-tested"],
  machines: ["environment", "machines"],
  services: ["mail", "storage", "dns"],
  recovery: ["recovery"],
  operator: ["operator"],
  real: ["moved", "real"],
} as const satisfies Readonly<Record<string, readonly FirstDayItemId[]>>;

/** One of the steps. */
export type StepName = keyof typeof itemsOf;

/** All steps in order. */
export const stepNames = Object.keys(itemsOf) as readonly StepName[];

/** A step as it stands. */
export interface FirstDayStep {
  readonly name: StepName;
  readonly state: TaskState;
  /** How it is, in sentences. */
  readonly sentences: readonly string[];
}

/** All steps as they stand; the first that is to be done is `next`. */
export function firstDaySteps(facts: Pick<FirstDayFacts, "items" | "deployments">): readonly FirstDayStep[] {
  const steps = stepNames.map((name): FirstDayStep => {
    const ids: readonly FirstDayItemId[] = itemsOf[name];
    const items = facts.items.filter(({ id }) => ids.includes(id));
    return {
      name,
      state: name === "practice" ? practiceState(facts) : stateOf(items),
      sentences: items.map(({ summary }) => summary),
    };
  });
  const next = steps.find(({ state }) => state === "open");
  return steps.map((step) => (step === next ? { ...step, state: "next" } : step));
}

// Nothing to do is done where something was done, and otherwise a thing for later.
function stateOf(items: readonly FirstDayItem[]): TaskState {
  if (items.some(({ state }) => state === "todo")) return "open";
  return items.some(({ state }) => state === "done") ? "done" : "optional";
}

// Whoever was live on real machines has no need to practise any more; what was removed since was done all the same.
function practiceState({ deployments }: Pick<FirstDayFacts, "deployments">): TaskState {
  return deployments.some(({ actual }) => actual !== null) ? "done" : "open";
}
