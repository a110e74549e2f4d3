/**
 * The engine: moves objects along their state graphs. A reconciler takes no input; it looks at rows that are due, takes a
 * lease with a fencing number, moves each one step, records what happened, and stops. Steps are idempotent: a worker that
 * dies in the middle of one loses its lease, and another does the step again.
 *
 * What a step does outside of the store comes in as `RunWork`, so that this package knows neither Nix nor machines.
 */
export type { CheckContext, CheckEngine, CheckHandler, CheckHandlers, CheckStore } from "./checks/handler.ts";
export { createCheckReconciler, type CheckReconciler } from "./checks/reconciler.ts";
export { namesSubject, wantedChecks, type WantedCheck } from "./checks/wanted.ts";
export { systemClock, type Clock } from "./clock.ts";
export { alwaysUnharmed, nothingSwitched, whileErasing, type StepFailure, type Unharmed } from "./failure.ts";
export { assertGrant, grantMutation, type MutationGrant } from "./grant.ts";
export {
  backoffSecondsAfter,
  defineGraph,
  edgesOf,
  graphProblems,
  isTerminal,
  nextState,
  type Edge,
  type StateGraph,
  type TerminalState,
  type Trigger,
  type WorkingState,
} from "./graph.ts";
export { graphOf, graphs } from "./graphs/index.ts";
export { tellOfLook } from "./incidents/tell-look.ts";
export { mermaidOf } from "./mermaid.ts";
export { seededRandom, seedOf } from "./random.ts";
export { CancelRequestedError, DeadlineError, LeaseLostError, ShutdownError } from "./run/interruptions.ts";
export { createRunReconciler, type RunReconciler } from "./run/reconciler.ts";
export type { ErasedThing, EvaluationLevel, MachineOutcome, PullReportRecord } from "@allotment/store";
export type { RunEngine } from "./run/step-run.ts";
export { machinesInOrder, machineWaves } from "./run/subject.ts";
export type { ReportProblem, RunStore, RunSubject, RunTrees, RunWork, TreeOutcome } from "./run/work.ts";
export {
  phases,
  type CommittedTree,
  type Facts,
  type JsonValue,
  type Phase,
  type StepContext,
  type StepEvent,
  type StepResult,
} from "./step.ts";
export { createTellingReconciler, type TellingReconciler } from "./telling/reconciler.ts";
export type { SendResult, TellingEngine, TellingWork } from "./telling/work.ts";
