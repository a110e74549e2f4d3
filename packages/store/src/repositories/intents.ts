import type { Actor, WorkerActor } from "../actor.ts";
import type { IntentRecord, RunRecord } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** What people ask the worker to do. The answer to a plan that cannot start any more comes at once. */
export interface IntentRepository {
  /**
   * Asks for a run of a plan. Everything that `runs.start` will check is checked now too, so that a stale plan, a claimed
   * machine or host, or a missing agreement is refused in the same request. The intent carries the id of the run to be.
   * With a run that suspends or resumes, `desired` becomes what it makes true.
   */
  requestRun(
    actor: Actor,
    params: Readonly<{
      planId: string;
      /** Removals are asked for by `removals.ask`. */
      runKind: Exclude<RunRecord["kind"], "remove">;
      reason: string;
      /** Codes of the plan's warnings that were agreed to. */
      acknowledged: readonly string[];
    }>,
  ): Promise<StoreResult<IntentRecord>>;
  /** Asks to stop a run. Twice is once. `wrong-state` when it is over. */
  requestCancel(actor: Actor, params: Readonly<{ runId: string; reason: string }>): Promise<StoreResult<IntentRecord>>;
  get(actor: Actor, params: Readonly<{ intentId: string }>): Promise<IntentRecord | null>;
  /** The request that became, or becomes, this run. */
  ofRun(actor: Actor, params: Readonly<{ runId: string }>): Promise<IntentRecord | null>;
  /** Newest first. */
  list(actor: Actor, params: Readonly<{ deploymentId: string; limit?: number }>): Promise<readonly IntentRecord[]>;
  /** Refuses what could not be decided because something unexpected happened (`unexpected`). */
  refuse(actor: WorkerActor, params: Readonly<{ intentId: string }>): Promise<StoreResult<null>>;
  /** Not decided yet, oldest first. */
  pending(actor: WorkerActor, params: Readonly<{ limit: number }>): Promise<readonly IntentRecord[]>;
}
