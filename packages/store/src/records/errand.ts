import type { Digest } from "@allotment/model";
import type { Instant, Who } from "./common.ts";
import type { ErrandInputs } from "./errand-inputs.ts";
import type { ErrandResults } from "./errand-results.ts";

/** What the worker can be sent for. Each kind has an input, a result, times, and one handler in the worker. */
export type ErrandKind = keyof ErrandInputs & keyof ErrandResults;

/** `waiting` for the worker, `working`, and then one of the ends. */
export type ErrandState = "waiting" | "working" | "done" | "failed";

/** Why there is no result: a code with its sentences at `errands.problems`, never a secret and never a stack. */
export interface ErrandProblem {
  readonly code: "too-late" | "too-long" | "interrupted" | "gone" | "unexpected";
}

/** Something that the worker does for a person, outside of runs. `done` means looked, not that all is well. */
export interface ErrandOf<Kind extends ErrandKind> {
  readonly id: string;
  readonly kind: Kind;
  /** Environment that it concerns; null for deployments. */
  readonly environmentId: string | null;
  /** Deployment that it concerns; null for errands of providers. */
  readonly deploymentId: string | null;
  /** What it looks at, e.g. `machine/amber` or `smtp/relay`: the latest of each kind and subject counts. */
  readonly subject: string;
  readonly input: ErrandInputs[Kind];
  readonly requestedBy: Who;
  readonly state: ErrandState;
  readonly result: ErrandResults[Kind] | null;
  readonly problem: ErrandProblem | null;
  readonly createdAt: Instant;
  /** Waiting: latest start. Working: latest end; after that, whoever worked on it is taken to be gone. */
  readonly deadlineAt: Instant;
  readonly finishedAt: Instant | null;
  /** Forgotten after this, result and all. */
  readonly expiresAt: Instant;
}

/** An errand of any kind. */
export type ErrandRecord = { [Kind in ErrandKind]: ErrandOf<Kind> }[ErrandKind];

/** What somebody asks for, of any kind. */
export type NewErrand = {
  [Kind in ErrandKind]: Readonly<{
    kind: Kind;
    environmentId: string | null;
    deploymentId: string | null;
    subject: string;
    input: ErrandInputs[Kind];
  }>;
}[ErrandKind];

/** One thing that was looked at. Its sentences are `errands.checks.<code>.<outcome>` in the message files. */
export interface ErrandCheck {
  readonly code: string;
  /** `wrong` stands in the way, `missing` is advised, `unknown` could not be found out. */
  readonly outcome: "ok" | "missing" | "wrong" | "unknown";
  /** Text from elsewhere is cut, one line, without control characters. Never a secret. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** An offer as it was saved when somebody asked: an answer counts as long as the offer is still the same. */
export interface OfferReference {
  readonly type: "smtp" | "s3-bucket" | "backup-repository" | "dns-record";
  readonly name: string;
  readonly digest: Digest;
}
