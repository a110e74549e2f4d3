/**
 * The planner: requirements → placement → description → diff → plan. Pure: no database, file system, network, clock or
 * random source, so that a plan appears as one types and the same input gives the same plan.
 */
export { nothingTaken, type PlanInput, type PlanOutcome, type Taken } from "./input.ts";
export { isOnlyFit } from "./fit.ts";
export { lintDescription } from "./lint/lint.ts";
export { makePlan } from "./plan.ts";
export { practiceEnvironment, practiceMachines, type PracticeSecrets } from "./samples/practice.ts";
export { takenBy } from "./taken.ts";
export { diagnosticsText, planText } from "./text/plan-text.ts";
export { validateEnvironment } from "./environment.ts";
