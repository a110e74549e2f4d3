import type { Effect, FirstAdministrator } from "@allotment/model";
import type { EvaluationLevel, MachineOutcome, RunError, RunRecord, RunState } from "@allotment/store";
import type { Problem } from "../errors/problem.ts";
import { say } from "../view/sentences.ts";
import { runErrorText, type RunErrorText } from "./error-text.ts";

/** A run as its page shows it. */
export interface RunView {
  readonly id: string;
  readonly deploymentId: string;
  readonly planId: string;
  readonly kind: RunRecord["kind"];
  /** `requested`: the worker has not taken it up yet. `refused`: it will not, and `refusal` says why. */
  readonly state: RunState | "requested" | "refused";
  readonly refusal: Problem | null;
  readonly since: string;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly error: (RunError & RunErrorText) | null;
  readonly reason: string;
  readonly startedByName: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly cancelRequested: boolean;
  readonly over: boolean;
  /** How far Nix looked at the files, and the sentence that says so. */
  readonly evaluation: EvaluationLevel;
  readonly evaluationText: string;
  readonly practice: boolean;
  readonly effect: Effect;
}

/** A run with the truth per machine and what it ends with. */
export interface RunDetails extends RunView {
  readonly machines: readonly {
    readonly machine: string;
    readonly outcome: MachineOutcome;
    readonly generation: number | null;
  }[];
  /** What a new community does next; empty unless it succeeded. */
  readonly results: readonly RunResult[];
}

/** One application after a successful run. */
export interface RunResult {
  readonly instance: string;
  readonly application: string;
  readonly name: string;
  readonly url: string;
  readonly firstAdministrator: FirstAdministrator["username"] | null;
  readonly checklist: readonly string[];
}

/** A run as pages show it. */
export function runView(run: RunRecord, practice: boolean, effect: Effect): RunView {
  const { id, deploymentId, planId, kind, state, since, attempts, nextAttemptAt, lastError } = run;
  return {
    id,
    deploymentId,
    planId,
    kind,
    state,
    since,
    attempts,
    nextAttemptAt,
    refusal: null,
    error: lastError === null ? null : { ...lastError, ...runErrorText(lastError) },
    reason: run.reason,
    startedByName: run.startedByName,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    cancelRequested: run.cancelRequestedAt !== null,
    over: run.finishedAt !== null,
    evaluation: run.evaluation,
    evaluationText: say(`run.evaluation.${run.evaluation}`),
    practice,
    effect,
  };
}
