import type { Actor, WorkerActor } from "../actor.ts";
import type { ErrandProblem, ErrandRecord, NewErrand } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** What the worker does for people outside of runs. */
export interface ErrandRepository {
  /**
   * Asks the worker. Errands of an environment are for providers; those of a deployment for whoever may change it.
   * `limit-reached` while the same person waits for many others.
   */
  ask(actor: Actor, params: NewErrand): Promise<StoreResult<ErrandRecord>>;
  /** Whoever asked, as long as the deployment is theirs to see; errands of an environment for every provider. */
  get(actor: Actor, params: Readonly<{ errandId: string }>): Promise<ErrandRecord | null>;
  /**
   * The newest answer to each question about an environment, newest first: the same question is of the same kind, about
   * the same subject, with the same input. Questions about no environment yet are among them. For providers and the
   * system.
   */
  latest(actor: Actor, params: Readonly<{ environmentId: string }>): Promise<readonly ErrandRecord[]>;
  /**
   * Takes waiting errands, oldest first, each for one worker only. Before that, those that waited too long, and those
   * whose worker is gone, fail; those that are too old are forgotten.
   */
  take(actor: WorkerActor, params: Readonly<{ limit: number }>): Promise<readonly ErrandRecord[]>;
  /** Keeps the answer. Nothing happens when the errand was given up meanwhile. */
  finish(
    actor: WorkerActor,
    params: Readonly<{ errandId: string }> &
      (Readonly<{ result: ErrandRecord["result"] }> | Readonly<{ problem: ErrandProblem }>),
  ): Promise<StoreResult<null>>;
}
