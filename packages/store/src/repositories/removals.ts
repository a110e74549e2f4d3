import type { Actor, WorkerActor } from "../actor.ts";
import type { DeploymentRecord, ErasureRecord, IntentRecord, RemovalBackup } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** Removing deployments: a request, a grace period in which it can be taken back, a run, a record. Owners and providers only. */
export interface RemovalRepository {
  /**
   * Asks for a removal. What runs is suspended at once, by a run of `suspendPlanId` (null when nothing runs); from `eraseAt`
   * on the worker begins the run of `removePlanId`, which leads on from there. Until then no other run starts.
   *
   * @returns the deployment, and the request of the run that suspends; null without one
   */
  ask(
    actor: Actor,
    params: Readonly<{
      deploymentId: string;
      backup: RemovalBackup;
      graceDays: number;
      reason: string;
      suspendPlanId: string | null;
      removePlanId: string;
    }>,
  ): Promise<StoreResult<{ readonly deployment: DeploymentRecord; readonly intent: IntentRecord | null }>>;
  /**
   * Takes a removal back, also one whose run failed before anything was erased. What is wanted becomes what is deployed, or
   * what the run that is under way makes true.
   */
  keep(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<StoreResult<DeploymentRecord>>;
  /** Ends the grace period now, or tries again at once after a failure. With plans, those take the place of the old ones. */
  hasten(
    actor: Actor,
    params: Readonly<{
      deploymentId: string;
      plans: { readonly suspendPlanId: string | null; readonly removePlanId: string } | null;
    }>,
  ): Promise<StoreResult<DeploymentRecord>>;
  /** Removes at once what never was on any machine. `run-active` or `removal-pending` where there is something to wait for. */
  discard(
    actor: Actor,
    params: Readonly<{ deploymentId: string; reason: string }>,
  ): Promise<StoreResult<ErasureRecord>>;
  /** What was erased; null while nothing was, and for whoever may not see the deployment. */
  erasure(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<ErasureRecord | null>;
  /** Those of which only the record is left. */
  removed(
    actor: WorkerActor,
    params: Readonly<Record<string, never>>,
  ): Promise<readonly Pick<DeploymentRecord, "id" | "slug" | "environmentId">[]>;
  /** Deployments whose removal is due and that no run is under way for. After failures the pauses grow. */
  due(actor: WorkerActor, params: Readonly<{ limit: number }>): Promise<readonly DeploymentRecord[]>;
  /**
   * Asks for the next run of a removal that is due: the one that suspends where it did not succeed yet, then the one that
   * removes. Neither a newer environment revision nor what is staged stands in its way.
   */
  begin(actor: WorkerActor, params: Readonly<{ deploymentId: string }>): Promise<StoreResult<IntentRecord>>;
}
