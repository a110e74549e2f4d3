import type { Actor, WorkerActor } from "../actor.ts";
import type { Instant, ObservedPoint } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** Figures over time. Measurements are kept for 8 days, hourly means for 400. */
export interface ObservationRepository {
  /** Adds what was measured at a moment; a second measurement of the same second is left out. */
  record(
    actor: WorkerActor,
    params: Readonly<{
      deploymentId: string;
      subject: string;
      at: Instant;
      metrics: Readonly<Record<string, number>>;
    }>,
  ): Promise<StoreResult<null>>;
  /** Which figures there are of a deployment, by subject and metric. */
  metrics(
    actor: Actor,
    params: Readonly<{ deploymentId: string }>,
  ): Promise<readonly Readonly<{ subject: string; metric: string }>[]>;
  /**
   * One figure over a time, in order: at most so many points, each the mean of the measurements in an equal part of the
   * time. Parts without any are left out. Times before the measurements that are kept come from hourly means.
   */
  series(
    actor: Actor,
    params: Readonly<{
      deploymentId: string;
      subject: string;
      metric: string;
      from: Instant;
      to: Instant;
      points: number;
    }>,
  ): Promise<readonly ObservedPoint[]>;
  /**
   * Forgets what is too old, of so many series. @returns where to go on the next time; null when all were looked at.
   */
  compact(actor: WorkerActor, params: Readonly<{ after: number; series: number }>): Promise<number | null>;
}
