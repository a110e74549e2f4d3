import type { Retention } from "@allotment/model";
import type { Instant } from "./common.ts";

/** Where the copies of one deployment's state go: a bucket at an endpoint. */
export interface BackupRepositoryRecord {
  readonly id: string;
  readonly deploymentId: string;
  /** Name of the provider's offer. */
  readonly offer: string;
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly schedule: "hourly" | "daily" | "weekly";
  /** Time of day in UTC, HH:MM. */
  readonly time: string;
  readonly retention: Retention;
  readonly keypairs: readonly KeypairRecord[];
  /** Null while backups are switched on. */
  readonly disabledAt: Instant | null;
  readonly updatedAt: Instant;
}

/** What opens a backup repository. The values are secrets; this names them. */
export interface KeypairRecord {
  readonly id: string;
  /** `storage`: to reach the bucket. `encryption`: to read what is in it. */
  readonly purpose: "storage" | "encryption";
  /** Paths or ids of the secrets, never values. */
  readonly secrets: readonly string[];
  readonly createdAt: Instant;
}

/** A backup that was taken. */
export interface SnapshotRecord {
  readonly id: string;
  readonly backupRepositoryId: string;
  readonly takenAt: Instant;
  readonly sizeBytes: number;
  /** When it was last restored and checked; null when never. */
  readonly provenAt: Instant | null;
}
