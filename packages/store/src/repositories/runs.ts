import type { Slug } from "@allotment/model";
import type { Actor, WorkerActor } from "../actor.ts";
import type {
  EvaluationLevel,
  Instant,
  LeasedRun,
  MachineOutcome,
  NewRunEvent,
  RunError,
  RunEventRecord,
  RunMachineRecord,
  RunRecord,
  RunState,
  TerminalRunState,
} from "../records.ts";
import type { StoreResult } from "../result.ts";

/** What a write of the lease holder names. When it is no longer true, nothing is written: `lease-lost`. */
export interface Held {
  readonly runId: string;
  readonly fencing: number;
}

/** Reading runs: whoever may see the deployment. */
export interface RunReader {
  get(actor: Actor, params: Readonly<{ runId: string }>): Promise<RunRecord | null>;
  /** Newest first. Without a deployment: all that the actor may see; 100 unless said otherwise, active ones all. */
  list(
    actor: Actor,
    params: Readonly<{ deploymentId?: string; active?: boolean; limit?: number }>,
  ): Promise<readonly RunRecord[]>;
  /** Events with a number above `after` (0: all), in order. */
  events(
    actor: Actor,
    params: Readonly<{ runId: string; after: number; limit?: number }>,
  ): Promise<readonly RunEventRecord[]>;
  /** The truth per machine, by name. */
  machines(actor: Actor, params: Readonly<{ runId: string }>): Promise<readonly RunMachineRecord[]>;
}

/** Asking a run that waits: whoever may change the deployment. */
export interface RunWaker {
  /** Makes a run due now that waits for somebody or tries again later. One that somebody looks at already is left alone. `wrong-state` when it is over. */
  wake(actor: Actor, params: Readonly<{ runId: string }>): Promise<StoreResult<RunRecord>>;
}

/** Moving runs: the worker only. */
export interface RunWriter {
  /**
   * Decides an intent of kind `deploy`: by compare-and-set on the deployment's pointers the plan becomes the target, its
   * machines, its part of shared offers and its host names are claimed, and the run exists in state `planned`, due at once. Otherwise the intent is
   * refused with the reason, and nothing else changes.
   */
  start(actor: WorkerActor, params: Readonly<{ intentId: string }>): Promise<StoreResult<RunRecord>>;
  /** Decides an intent of kind `cancel`: notes the wish on the run and makes it due. */
  acceptCancel(actor: WorkerActor, params: Readonly<{ intentId: string }>): Promise<StoreResult<RunRecord>>;
  /** Takes runs that are due and that nobody holds, oldest first. Each gets the next fencing number. */
  takeDue(actor: WorkerActor, params: Readonly<{ limit: number; leaseSeconds: number }>): Promise<readonly LeasedRun[]>;
  /** Holds on for longer. */
  renew(actor: WorkerActor, params: Readonly<Held & { leaseSeconds: number }>): Promise<StoreResult<LeasedRun>>;
  /** Lets go, so that another may take it at once. */
  release(actor: WorkerActor, params: Readonly<Held>): Promise<StoreResult<null>>;
  /**
   * One step from `from` to `to` (not terminal); attempts start at 0, the last error is cleared unless given. Events are
   * written in the same transaction, after one of type `state`.
   */
  move(
    actor: WorkerActor,
    params: Readonly<
      Held & {
        from: RunState;
        to: Exclude<RunState, TerminalRunState>;
        /** Why it takes another way than forward; null going forward. */
        error?: RunError | null;
        evaluation?: EvaluationLevel;
        events?: readonly NewRunEvent[];
      }
    >,
  ): Promise<StoreResult<LeasedRun>>;
  /** Stays in the state and tries again later: one more attempt, with the reason. Lets go of the lease. */
  retryLater(
    actor: WorkerActor,
    params: Readonly<
      Held & { state: RunState; nextAttemptAt: Instant; error: RunError | null; events?: readonly NewRunEvent[] }
    >,
  ): Promise<StoreResult<RunRecord>>;
  /**
   * Ends the run. `succeeded` moves `deployed` to its plan, frees machines that are no longer used, records the backup
   * repository, forgets replaced values of generated secrets, and makes host names permanent (not when practising). Anything else leaves `deployed` as it was and frees
   * machines that this run took and did not touch.
   */
  finish(
    actor: WorkerActor,
    params: Readonly<
      Held & { from: RunState; to: TerminalRunState; error: RunError | null; events?: readonly NewRunEvent[] }
    >,
  ): Promise<StoreResult<RunRecord>>;
  /** Appends events. @returns the records with their numbers. */
  append(
    actor: WorkerActor,
    params: Readonly<Held & { events: readonly NewRunEvent[] }>,
  ): Promise<StoreResult<readonly RunEventRecord[]>>;
  /** Records the truth about one machine. */
  recordMachine(
    actor: WorkerActor,
    params: Readonly<Held & { machine: Slug; generation: number | null; outcome: MachineOutcome }>,
  ): Promise<StoreResult<RunMachineRecord>>;
}

/** Runs with their events and machines. */
export interface RunRepository extends RunReader, RunWaker, RunWriter {}
