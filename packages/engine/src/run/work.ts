import type { Description, Diagnostic, Environment } from "@allotment/model";
import type { PlanWithDescription, RunRecord, Store } from "@allotment/store";
import type { StepFailure } from "../failure.ts";
import type { MutationGrant } from "../grant.ts";
import type { CommittedTree, Phase, StepContext, StepResult } from "../step.ts";

/** What of the store a run needs. */
export type RunStore = Pick<Store, "runs" | "intents" | "deployments" | "plans" | "environments" | "machines">;

/** Everything about a run that does not change while it goes on. */
export interface RunSubject {
  readonly run: RunRecord;
  /** Slug of the deployment. */
  readonly deployment: string;
  readonly environmentId: string;
  readonly environment: Environment;
  readonly plan: PlanWithDescription;
  readonly description: Description;
  /** What was deployed before; null when nothing was. */
  readonly deployed: Description | null;
}

/** What came of writing the files of a run. */
export type TreeOutcome = CommittedTree | { readonly failure: StepFailure };

/** The files of a run, in a git repository per deployment. All of them may be called again. */
export interface RunTrees {
  /** Writes and commits the tree, once per run. */
  readonly make: (subject: RunSubject, signal: AbortSignal) => Promise<TreeOutcome>;
  /** The tree that was made before; undefined when none was. */
  readonly find: (subject: RunSubject) => Promise<CommittedTree | undefined>;
  /** Makes it what anyone reads as the present state of the deployment. */
  readonly publish: (subject: RunSubject, tree: CommittedTree) => Promise<void>;
  /** Puts back what was there before this run. */
  readonly unpublish: (subject: RunSubject) => Promise<void>;
  /** Called when the run is over; frees what only the run needed. */
  readonly forget: (subject: RunSubject) => Promise<void>;
}

/** What runs do outside of the store. The engine decides when; whoever starts it says how. */
export interface RunWork {
  /** Looks at a description once more before anything is done with it: plans are not trusted blindly. */
  readonly checkDescription: (subject: RunSubject) => readonly Diagnostic[];
  readonly trees: RunTrees;
  /** Looks whether the host names that a run needs lead to their machines, and waits for whoever makes the records. */
  readonly awaitNames: (subject: RunSubject, context: StepContext) => Promise<StepResult>;
  /** One phase of the orchestrator that the description names. */
  readonly performPhase: (
    orchestrator: string,
    phase: Phase,
    context: StepContext,
    grant: MutationGrant,
  ) => Promise<StepResult>;
}

/** Told about what goes wrong unexpectedly, for the log. `error` may hold anything and is never shown to people. */
export type ReportProblem = (problem: { readonly run: string; readonly step: string; readonly error: unknown }) => void;
