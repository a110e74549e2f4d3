import type {
  CapacityUse,
  Change,
  Decision,
  Description,
  Diagnostic,
  Effect,
  Plan,
  StepReport,
} from "@allotment/model";
import { chosenInWords } from "./choice-title.ts";
import { resourceMap, type ResourceMapView } from "./resource-map.ts";
import { say, speak, type SpokenDiagnostic } from "./sentences.ts";

/** A change in words. */
export interface ChangeView extends Change {
  /** Why, in one sentence. */
  readonly sentence: string;
  readonly effectText: string;
}

/** A decision of the planner in words. */
export interface DecisionView extends Decision {
  readonly sentence: string;
}

/** What one step of the planner decided. */
export interface StepView {
  readonly step: StepReport["step"];
  readonly decisions: readonly DecisionView[];
}

/** A plan as people read it. */
export interface PlanView {
  readonly effect: Effect;
  readonly effectText: string;
  readonly counts: Readonly<Record<Change["action"], number>>;
  readonly changes: readonly ChangeView[];
  /** The planner's reasons, step by step. */
  readonly report: readonly StepView[];
  readonly diagnostics: readonly SpokenDiagnostic[];
  /** Those that have to be agreed to before it is applied. */
  readonly warnings: readonly SpokenDiagnostic[];
  readonly capacity: readonly CapacityUse[];
  /** Null for the first plan. */
  readonly mapBefore: ResourceMapView | null;
  readonly mapAfter: ResourceMapView;
}

/** A plan, or why there is none: what stands beside the form while one types. */
export interface PlanPreview {
  readonly diagnostics: readonly SpokenDiagnostic[];
  /** Null when there are errors. */
  readonly plan: PlanView | null;
}

/** A plan in words. */
export function planView(plan: Plan, after: Description, before: Description | null): PlanView {
  const diagnostics = plan.diagnostics.map(speak);
  return {
    effect: plan.effect,
    effectText: say(`effects.${plan.effect}`),
    counts: {
      create: plan.changes.filter((change) => change.action === "create").length,
      update: plan.changes.filter((change) => change.action === "update").length,
      delete: plan.changes.filter((change) => change.action === "delete").length,
    },
    changes: plan.changes.map((change) => ({
      ...change,
      ...(change.kind === "option" ? chosenInWords(change, after) : {}),
      sentence: say(change.reason, change.params),
      effectText: say(`effects.${change.effect}`),
    })),
    report: plan.report.map(stepView),
    diagnostics,
    warnings: diagnostics.filter((diagnostic) => diagnostic.severity === "warning"),
    capacity: plan.capacity,
    mapBefore: before === null ? null : resourceMap(before, after, "before"),
    mapAfter: resourceMap(after, before, "after"),
  };
}

/** An outcome of the planner in words. */
export function planPreview(outcome: {
  readonly diagnostics: readonly Diagnostic[];
  readonly plan: Plan | null;
  readonly description: Description | null;
  readonly deployed: Description | null;
}): PlanPreview {
  const { plan, description, deployed } = outcome;
  return {
    diagnostics: outcome.diagnostics.map(speak),
    plan: plan === null || description === null ? null : planView(plan, description, deployed),
  };
}

// The comparison's decisions are the changes once more.
function stepView({ step, decisions }: StepReport): StepView {
  if (step === "diff") return { step, decisions: [] };
  return { step, decisions: decisions.map((one) => ({ ...one, sentence: say(one.code, one.params) })) };
}
