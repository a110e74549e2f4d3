import type { Description, Environment } from "@allotment/model";
import type {
  CheckKind,
  CheckResult,
  DeploymentRecord,
  LeasedCheck,
  PlanWithDescription,
  Store,
  WorkerActor,
} from "@allotment/store";
import type { Clock } from "../clock.ts";

/** What looking needs of the store. */
export type CheckStore = Pick<
  Store,
  "checks" | "observations" | "deployments" | "plans" | "environments" | "machines" | "runs" | "incidents"
>;

/** Everything one look is told. */
export interface CheckContext<Kind extends CheckKind> {
  readonly check: LeasedCheck & { readonly kind: Kind };
  readonly deployment: DeploymentRecord;
  /** What is deployed, which is what it is about. */
  readonly plan: PlanWithDescription;
  readonly description: Description;
  readonly environmentId: string;
  /** The environment revision that the plan was made with. */
  readonly environment: Environment;
  /** What was seen last of this plan; null before the first look. */
  readonly previous: CheckResult<Kind> | null;
  readonly clock: Clock;
  /** Aborted when the look takes too long, and when the worker stops. */
  readonly signal: AbortSignal;
}

/** Looks once. Throws when the look itself fails, which says nothing about what was to be looked at. */
export type CheckHandler<Kind extends CheckKind> = (context: CheckContext<Kind>) => Promise<CheckResult<Kind>>;

/** One handler for each kind. Kinds without one are not looked at. */
export type CheckHandlers = { readonly [Kind in CheckKind]?: CheckHandler<Kind> };

/** What the reconciler of checks needs. */
export interface CheckEngine {
  readonly store: CheckStore;
  readonly actor: WorkerActor;
  readonly handlers: CheckHandlers;
  readonly clock: Clock;
  /** Told of what nobody thought of, for the log. */
  readonly report: (problem: Readonly<{ check: string; error: unknown }>) => void;
  /** Aborted when the worker stops. */
  readonly shutdown: AbortSignal;
}
