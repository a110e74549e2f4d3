import type { Actor, WorkerActor } from "../actor.ts";
import type { NameLookRecord, NewNameLook } from "../records.ts";

/** What was found in the DNS for deployments: the last look at each record. */
export interface NameRepository {
  /** The last look at each record, for whoever may see the deployment. */
  looks(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<readonly NameLookRecord[]>;
  /**
   * Keeps what was found. `since` goes on where outcome and what was seen are as before; records that were not looked at for
   * weeks are forgotten.
   *
   * @returns the last look at each record, also at those that were not looked at this time
   */
  keep(
    actor: WorkerActor,
    params: Readonly<{ deploymentId: string; looks: readonly NewNameLook[] }>,
  ): Promise<readonly NameLookRecord[]>;
}
