import type { Configuration, Slug } from "@allotment/model";
import type { Actor } from "../actor.ts";
import type { DeploymentRecord, DesiredState, Draft } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** Deployments and their drafts. */
export interface DeploymentRepository {
  create(
    actor: Actor,
    params: Readonly<{
      operatorId: string;
      environmentId: string;
      slug: Slug;
      title: string;
      draft: Configuration;
    }>,
  ): Promise<StoreResult<DeploymentRecord>>;
  /** Those the actor may see, by title. */
  list(
    actor: Actor,
    params: Readonly<{ operatorId?: string; environmentId?: string }>,
  ): Promise<readonly DeploymentRecord[]>;
  get(actor: Actor, params: Readonly<{ deploymentId: string } | { slug: Slug }>): Promise<DeploymentRecord | null>;
  rename(
    actor: Actor,
    params: Readonly<{ deploymentId: string; title: string }>,
  ): Promise<StoreResult<DeploymentRecord>>;
  /** Saves the draft. Whoever comes second gets `draft-changed` with the present draft, its author and its time. */
  saveDraft(
    actor: Actor,
    params: Readonly<{ deploymentId: string; basedOnEtag: string; document: Configuration }>,
  ): Promise<StoreResult<Draft>>;
  /**
   * Takes a wish back that no run has made true: `desired` becomes what is deployed already. What has to be made true
   * first is asked for with its run (`intents.requestRun`, `removals.ask`).
   */
  settleDesired(
    actor: Actor,
    params: Readonly<{ deploymentId: string; desired: Exclude<DesiredState, "removed"> }>,
  ): Promise<StoreResult<DeploymentRecord>>;
  /**
   * Moves a draft to another environment. What was only practised is forgotten (runs and revisions stay as history);
   * refused with `deployed-elsewhere` when something is deployed on real machines, for that is a migration.
   */
  moveToEnvironment(
    actor: Actor,
    params: Readonly<{ deploymentId: string; environmentId: string }>,
  ): Promise<StoreResult<DeploymentRecord>>;
}
