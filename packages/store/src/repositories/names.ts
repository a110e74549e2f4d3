import type { Actor, WorkerActor } from "../actor.ts";
import type { NameLookRecord, NewNameLook } from "../records.ts";

/** What was found in the DNS for deployments: the last look at each record. */
export interface NameRepository {
  /** The last look at each record, for whoever may see the deployment. */
  looks(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<readonly NameLookRecord[]>;
  /**
   * Replaces what was found before by a look at everything that the deployment needs; `since` goes on where record, outcome
   * and what was seen are as before.
   */
  keep(
    actor: WorkerActor,
    params: Readonly<{ deploymentId: string; looks: readonly NewNameLook[] }>,
  ): Promise<readonly NameLookRecord[]>;
}
