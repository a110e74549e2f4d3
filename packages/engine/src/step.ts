import type { Description, Environment, Params, Slug } from "@allotment/model";
import type { EvaluationLevel, MachineOutcome } from "@allotment/store";
import type { Clock } from "./clock.ts";
import type { StepFailure } from "./failure.ts";

/** The parts of a run that an orchestrator does, in order; `rollBack` only on the way back, those after it in runs of their own kind. */
export const phases = [
  "provision",
  "evaluate",
  "build",
  "copy",
  "activate",
  "certify",
  "verify",
  "rollBack",
  "applySettings",
  "backUp",
  "erase",
] as const;

/** One of them. */
export type Phase = (typeof phases)[number];

/** What an orchestrator found out and later steps need: JSON by key, kept with the run. Never holds a secret. */
export type Facts = Readonly<Record<string, JsonValue>>;

/** What JSON can carry. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What a phase came to. A phase that is called again after `done` does nothing and is done again. */
export type StepResult =
  | { readonly kind: "done"; readonly facts?: Facts }
  /** Somebody else has to do something first (DNS, a certificate): `for` is a key below `run.waiting`. */
  | { readonly kind: "waiting"; readonly for: string; readonly params?: Params; readonly checkAgainSeconds: number }
  | { readonly kind: "failed"; readonly failure: StepFailure };

/** What people read while a step runs. Codes are keys below `run.events`; nothing here may hold a secret. */
export type StepEvent =
  | ({ readonly kind: "progress"; readonly code: string; readonly params?: Params; readonly machine?: Slug } & Count)
  | { readonly kind: "note"; readonly code: string; readonly params?: Params; readonly machine?: Slug }
  | { readonly kind: "log"; readonly line: string; readonly machine?: Slug }
  /** How far Nix looked at the tree. */
  | { readonly kind: "evaluation"; readonly level: EvaluationLevel }
  /** The truth about a machine: kept per run and machine, the last one counts. `generation` is what it runs now. */
  | {
      readonly kind: "machine";
      readonly machine: Slug;
      readonly outcome: MachineOutcome;
      readonly generation: number | null;
    };

interface Count {
  readonly done: number;
  readonly expected: number;
}

/** The files of a run: a folder with the tree, committed. */
export interface CommittedTree {
  /** Absolute path of the folder that holds the files; only ever read. */
  readonly folder: string;
  /** Commit in the deployment's repository. */
  readonly commit: string;
}

/** Everything a phase is told. It reads nothing else of ours: no database, no clock, no random source. */
export interface StepContext {
  readonly run: string;
  readonly deployment: Slug;
  readonly description: Description;
  /** What was deployed when the run started; null when nothing was. */
  readonly deployed: Description | null;
  readonly environmentId: string;
  /** The environment revision that the plan was made with. */
  readonly environment: Environment;
  /** Null until the tree is made, which is before `evaluate`. */
  readonly tree: CommittedTree | null;
  /** Machines of the description, those with databases first. */
  readonly machines: readonly Slug[];
  /** What each machine ran when the run started; null or missing for one that ran nothing of ours. */
  readonly previousGenerations: Readonly<Record<Slug, number | null>>;
  /** What earlier phases found out. */
  readonly facts: Facts;
  /** Grows with every lease; a machine refuses a smaller one than it has seen. */
  readonly fencing: number;
  /** How often this phase has been started in this run, this time included. */
  readonly attempt: number;
  /** When the phase is given up, in milliseconds since 1970. */
  readonly deadline: number;
  /** Aborted at the deadline, on cancelling and when the lease is lost: stop soon, leave nothing half written. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Numbers from 0 to 1, the same ones every time the phase of this run is started. */
  readonly random: () => number;
  /** Records an event. @throws LeaseLostError when somebody else has taken over. */
  readonly emit: (event: StepEvent) => Promise<void>;
}
