import type { Actor, SystemActor } from "../actor.ts";
import type { AuditEventRecord } from "../records.ts";

/** The audit log. Every write of a person adds to it in the same transaction. */
export interface AuditRepository {
  /** Adds what has no write of its own: signing in, a new password. Only for the system. Never holds a secret value. */
  record(
    actor: SystemActor,
    params: Readonly<{ action: string; subject: string; details?: Readonly<Record<string, unknown>> }>,
  ): Promise<void>;
  /** Newest first. Providers see all; others what concerns their operators. */
  list(
    actor: Actor,
    params: Readonly<{
      operatorId?: string;
      deploymentId?: string;
      /** Only these; all without. */
      actions?: readonly string[];
      before?: number;
      limit?: number;
    }>,
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
