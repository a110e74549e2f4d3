import type { Actor } from "../actor.ts";
import type { AuditEventRecord } from "../records.ts";

/** The audit log. Every write of a person adds to it in the same transaction. */
export interface AuditRepository {
  /** Newest first. Providers see all; others what concerns their operators. */
  list(
    actor: Actor,
    params: Readonly<{ operatorId?: string; deploymentId?: string; before?: number; limit?: number }>,
  ): Promise<readonly AuditEventRecord[]>;
  /**
   * Whether every row still carries the hash of the one before. `brokenAt` is the first number that does not.
   * Null for whoever may not know.
   */
  verify(
    actor: Actor,
    params: Readonly<Record<string, never>>,
  ): Promise<{ readonly intact: boolean; readonly brokenAt: number | null } | null>;
}
