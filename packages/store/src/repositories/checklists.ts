import type { Slug } from "@allotment/model";
import type { Actor } from "../actor.ts";
import type { ChecklistTick } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** What of a new community's checklist is done. The checklists themselves are the catalogue's. */
export interface ChecklistRepository {
  /** Of one deployment; empty for whoever may not see it. */
  list(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<readonly ChecklistTick[]>;
  /** Ticks something, or takes the tick away. Twice is once; who ticked first stays. */
  tick(
    actor: Actor,
    params: Readonly<{ deploymentId: string; instance: Slug; item: string; done: boolean }>,
  ): Promise<StoreResult<null>>;
}
