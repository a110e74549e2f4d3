import type { Params } from "@allotment/model";

/**
 * Why a step did not succeed, in a form that can be said in any language: `code` is a key below `run.failures` in the
 * message files. Carries no secret.
 */
export interface StepFailure {
  readonly code: string;
  readonly params: Params;
  /** What a tool said, cut and without secrets. */
  readonly detail?: string;
  /** Who can do something about it. */
  readonly whoseTurn: "community" | "provider";
  /** What is certainly as it was before: keys below `run.unharmed`. */
  readonly unharmed: readonly Unharmed[];
  /** Whether the same step may succeed without anybody doing anything. */
  readonly retryable: boolean;
}

/** Things that a failure leaves alone. */
export type Unharmed = "live-version" | "data" | "draft" | "other-communities";

/** What no failed run ever touches. */
export const alwaysUnharmed: readonly Unharmed[] = ["data", "draft", "other-communities"];

/** What is unharmed while no machine has switched. */
export const nothingSwitched: readonly Unharmed[] = ["live-version", ...alwaysUnharmed];

/** What is unharmed while data is erased on purpose. */
export const whileErasing: readonly Unharmed[] = ["draft", "other-communities"];
