import type { Finding } from "@allotment/model";
import type { CheckFacts } from "./check-facts.ts";
import type { Instant } from "./common.ts";

/** What is looked at by itself. Each kind has facts and one handler in the worker. */
export type CheckKind = keyof CheckFacts;

/** `unknown` until it was looked at, and when it could not be. `degraded`: works, but something is wrong. */
export type CheckOutcome = "unknown" | "healthy" | "degraded" | "down";

/** What one look came to. */
export interface CheckResult<Kind extends CheckKind = CheckKind> {
  readonly outcome: CheckOutcome;
  readonly findings: readonly Finding[];
  /** Figures by name, unit last: `diskFreeMiB`. They become points of the series of this subject. */
  readonly metrics: Readonly<Record<string, number>>;
  /** What was seen, for people and for the next look. Null when the look itself failed and nothing was ever seen. */
  readonly facts: CheckFacts[Kind] | null;
}

/** One thing of a deployment that is looked at again and again. */
export interface CheckOf<Kind extends CheckKind> {
  readonly deploymentId: string;
  readonly kind: Kind;
  /** What is looked at: a machine, an instance. */
  readonly subject: string;
  /** Plan whose description it is about. Another one begins at `unknown`: what was seen before counts no more. */
  readonly planId: string;
  readonly outcome: CheckOutcome;
  /** When it came to this outcome. */
  readonly since: Instant;
  /** Looks in a row with this outcome; 0 before the first. */
  readonly consecutive: number;
  /** Looks in a row that failed themselves. */
  readonly failures: number;
  readonly nextAt: Instant;
  readonly lastAt: Instant | null;
  readonly result: CheckResult<Kind> | null;
}

/** A check of any kind. */
export type CheckRecord = { [Kind in CheckKind]: CheckOf<Kind> }[CheckKind];

/** A check that this worker looks at. */
export type LeasedCheck = CheckRecord & {
  /** Grows each time it is taken, and when its plan changes. */
  readonly fencing: number;
};

/** Which one. */
export type CheckKey = Pick<CheckRecord, "deploymentId" | "kind" | "subject">;

/** A figure as it was at some time: one measurement, or the mean of several. */
export interface ObservedPoint {
  /** Where the time that it stands for begins. */
  readonly at: Instant;
  readonly value: number;
}
