import type { Params, Slug } from "@allotment/model";
import type { StoreConflict } from "../result.ts";
import type { Instant, Who } from "./common.ts";
import type { runKinds, runStates, terminalRunStates } from "./run-states.ts";

/** State of a run. */
export type RunState = (typeof runStates)[number];

/** What a run is for. */
export type RunKind = (typeof runKinds)[number];

/** State in which a run is over. */
export type TerminalRunState = (typeof terminalRunStates)[number];

/** How far an evaluation by Nix went. */
export type EvaluationLevel = "not-evaluated" | "parsed" | "evaluated-against-stubs" | "fully-evaluated";

/** What went wrong: the key of a sentence with its values, never a secret and never a stack. */
export interface RunError {
  readonly code: string;
  readonly params: Params;
  /** Whose turn it is. */
  readonly turn: "operator" | "provider" | "nobody";
  /** Text from a tool, cut and without secrets; null when there is none. */
  readonly detail: string | null;
}

/** One application of a plan. */
export interface RunRecord {
  readonly id: string;
  readonly deploymentId: string;
  readonly planId: string;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly since: Instant;
  /** Tries of the present state so far. */
  readonly attempts: number;
  /** When the next step is due; null when the run is over. */
  readonly nextAttemptAt: Instant | null;
  readonly lastError: RunError | null;
  /** Why, in the words of whoever started it. */
  readonly reason: string;
  readonly startedBy: Who;
  readonly startedByName: string | null;
  readonly startedAt: Instant;
  readonly cancelRequestedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly evaluation: EvaluationLevel;
}

/** A run that this worker holds. Every write names `fencing`; the machine itself checks it too. */
export interface LeasedRun extends RunRecord {
  /** Grows each time the lease is taken; that of a later run is higher than that of every earlier one. */
  readonly fencing: number;
  readonly leaseExpiresAt: Instant;
}

/** The truth about one machine after, or during, a run. */
export interface RunMachineRecord {
  readonly runId: string;
  readonly machine: Slug;
  readonly generation: number | null;
  readonly outcome: MachineOutcome;
  readonly at: Instant;
}

/**
 * `untouched`: as before. `copied`: the system is there, not active. `restored`: the old system is active again. `failed`:
 * neither works. `unreachable`: it could not be asked, so nothing is known.
 */
export type MachineOutcome = "untouched" | "copied" | "activated" | "verified" | "restored" | "failed" | "unreachable";

/** Something that happened in a run. */
export interface RunEventRecord {
  readonly runId: string;
  /** 1, 2, 3 … within the run, given by the lease holder. */
  readonly number: number;
  readonly at: Instant;
  /** `state`, `step`, `progress`, `log`, `error`, … */
  readonly type: string;
  /** Step it belongs to, mostly the state; null when it belongs to the whole run. */
  readonly step: string | null;
  readonly machine: Slug | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** An event to be written; number and time are given by the store. */
export type NewRunEvent = Pick<RunEventRecord, "type" | "step" | "machine" | "payload">;

/** What somebody asked the worker to do. */
export interface IntentRecord {
  readonly id: string;
  readonly kind: "deploy" | "cancel";
  readonly deploymentId: string;
  /** For `deploy`; null for `cancel`. */
  readonly planId: string | null;
  /** Id that the run has, or will have once the worker accepts. */
  readonly runId: string;
  readonly runKind: RunRecord["kind"];
  readonly reason: string;
  /** Codes of the warnings that were agreed to. */
  readonly acknowledged: readonly string[];
  readonly state: "pending" | "accepted" | "refused";
  /** Why it was refused; null otherwise. */
  readonly conflict: StoreConflict | null;
  readonly createdBy: Who;
  readonly createdAt: Instant;
  readonly decidedAt: Instant | null;
}
