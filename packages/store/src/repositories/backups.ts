import type { Actor } from "../actor.ts";
import type { BackupRepositoryRecord, SnapshotRecord } from "../records.ts";

/** Backup repositories of deployments. They are recorded when a run succeeds. */
export interface BackupRepository {
  /** Null before the first success, or when backups were never switched on. */
  repository(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<BackupRepositoryRecord | null>;
  /** Newest first. */
  snapshots(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<readonly SnapshotRecord[]>;
}
