import type { Description, Digest, Plan } from "@allotment/model";
import type { Actor } from "../actor.ts";
import type { DesiredState, PlanRecord, PlanWithDescription } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** Plans and the descriptions they lead to: immutable. */
export interface PlanRepository {
  /**
   * Keeps a plan for a saved revision. Digests are computed here, and must be those that the plan names. The same plan
   * twice is one record.
   *
   * @throws Error when plan, description and revisions do not belong together: a defect of the caller.
   */
  create(
    actor: Actor,
    params: Readonly<{
      deploymentId: string;
      document: Plan;
      description: Description;
      configurationRevisionId: string;
      environmentRevisionId: string;
      /** What the deployment is in once the plan is carried out; running where nothing is said. */
      desired?: DesiredState;
    }>,
  ): Promise<StoreResult<PlanRecord>>;
  get(actor: Actor, params: Readonly<{ planId: string }>): Promise<PlanWithDescription | null>;
  /** Newest first. */
  list(actor: Actor, params: Readonly<{ deploymentId: string; limit?: number }>): Promise<readonly PlanRecord[]>;
  /** A description that a plan of this deployment leads to. */
  description(actor: Actor, params: Readonly<{ deploymentId: string; digest: Digest }>): Promise<Description | null>;
}
