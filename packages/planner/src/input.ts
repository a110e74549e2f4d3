import type { OfferUse } from "@allotment/catalogue";
import type { ApplicationModule, Description, Diagnostic, Environment, Plan, Slug, StepReport } from "@allotment/model";

/** What other deployments hold, without saying whose it is. */
export interface Taken {
  /** Declared machines that are claimed. */
  readonly machines: ReadonlySet<Slug>;
  /** Host names that are claimed anywhere in the installation. */
  readonly domains: ReadonlySet<string>;
  /** Use of shared offers by `type/name`. */
  readonly offers: Readonly<Record<string, OfferUse>>;
}

/** Everything a plan is made from. The same input gives the same plan. */
export interface PlanInput {
  readonly deployment: Slug;
  /** As it came from a form or a file: validated here. */
  readonly configuration: unknown;
  /** Validated by `validateEnvironment`. */
  readonly environment: Environment;
  readonly applications: readonly ApplicationModule[];
  readonly taken: Taken;
  /** What is deployed; null for the first plan. */
  readonly deployed: Description | null;
  /** Whether what is deployed is real, so that what is permanent may not change. A rehearsal freezes nothing. */
  readonly frozen: boolean;
  /** What the operator wants of the deployment; running where nothing is said. */
  readonly desired?: "running" | "suspended" | "removed";
  /** Whether the configuration is an older one than what is deployed: then the plan says what happens to data. */
  readonly goesBack?: boolean;
  /** Public keys by which the worker logs in on machines, as lines of `authorized_keys`; empty before its first start. */
  readonly workerKeys: readonly string[];
  /** Address of the panel as machines reach it, without a path; only those that fetch their configuration need it. */
  readonly publicUrl?: string;
}

/** The result: a plan with its description, or the diagnostics that say why there is none. */
export interface PlanOutcome {
  /** All of them, errors included, in the order of the steps. */
  readonly diagnostics: readonly Diagnostic[];
  readonly report: readonly StepReport[];
  /** Null when there are errors. */
  readonly description: Description | null;
  /** Null when there are errors. */
  readonly plan: Plan | null;
}

/** Nothing is taken: for files and tests. */
export const nothingTaken: Taken = { machines: new Set(), domains: new Set(), offers: {} };
