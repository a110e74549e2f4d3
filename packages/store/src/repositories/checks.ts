import type { Actor, WorkerActor } from "../actor.ts";
import type { CheckKey, CheckKind, CheckRecord, CheckResult, Instant, LeasedCheck } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** Looks that somebody asked for. */
export interface LooksAsked {
  /** Looks from then on count: those of the last seconds are not repeated. */
  readonly from: Instant;
}

/** What is looked at by itself, and what it came to. */
export interface CheckRepository {
  /** Checks of a deployment, or all that the actor may see; by deployment, kind and subject. */
  list(actor: Actor, params: Readonly<{ deploymentId?: string }>): Promise<readonly CheckRecord[]>;
  /**
   * Makes checks of a deployment due now, all of them or those of one kind. Those that were looked at within the last
   * seconds stay as they are. For whoever may see it.
   */
  lookNow(actor: Actor, params: Readonly<{ deploymentId: string; kind?: CheckKind }>): Promise<StoreResult<LooksAsked>>;
  /** Deployments with another plan deployed than their checks are about. For the worker. */
  outdated(
    actor: WorkerActor,
    params: Readonly<{ limit: number }>,
  ): Promise<readonly Readonly<{ deploymentId: string; planId: string }>[]>;
  /**
   * Says what is to be looked at for a plan that is deployed: rows are made, due at once, and those that are no longer
   * wanted are gone. Rows of another plan begin anew at `unknown`, and what is being seen of that other plan counts no more.
   */
  want(
    actor: WorkerActor,
    params: Readonly<{
      deploymentId: string;
      planId: string;
      checks: readonly Readonly<Omit<CheckKey, "deploymentId">>[];
    }>,
  ): Promise<StoreResult<null>>;
  /** Takes checks that are due and that nobody looks at, the longest due first; only of kinds that are named. */
  takeDue(
    actor: WorkerActor,
    params: Readonly<{ limit: number; leaseSeconds: Readonly<Partial<Record<CheckKind, number>>> }>,
  ): Promise<readonly LeasedCheck[]>;
  /**
   * Keeps what a look came to, and its figures. `lease-lost` when somebody else looks, or when another plan was deployed
   * meanwhile: nothing is written then.
   */
  settle(
    actor: WorkerActor,
    params: Readonly<
      CheckKey & {
        fencing: number;
        result: CheckResult;
        /** Whether the look itself failed, so that nothing was learned. */
        failed: boolean;
        nextAt: Instant;
      }
    >,
  ): Promise<StoreResult<CheckRecord>>;
}
