import type { DomainKind } from "./deployment.ts";
import type { Instant, Who } from "./common.ts";

/** What is to be done about a last backup: take one, or none, with the words of whoever declined it. */
export type RemovalBackup = "take" | { readonly declined: string };

/** A removal that was asked for and is not carried out yet. Until `eraseAt` it can be taken back. */
export interface RemovalRecord {
  readonly requestedBy: Who;
  /** Name of `requestedBy` for people; null when that was not a person. */
  readonly requestedByName: string | null;
  readonly requestedAt: Instant;
  readonly reason: string;
  readonly backup: RemovalBackup;
  /** Days between the request and the erasing. */
  readonly graceDays: number;
  /** When the worker may begin. */
  readonly eraseAt: Instant;
  /** Plan that stops what runs; null when nothing ran when the removal was asked for. */
  readonly suspendPlanId: string | null;
  /** Plan that takes everything off its machines. */
  readonly removePlanId: string;
  /** Since when something is being erased, so that nothing leads back; null before. */
  readonly erasingSince: Instant | null;
}

/** What a machine says that it erased, or found gone already. */
export interface ErasedThing {
  /** As `kind` of what is to be erased in descriptions. */
  readonly kind: string;
  /** Absolute path or name. */
  readonly name: string;
  /** Instance that it belonged to; null for what belonged to the machine. */
  readonly instance: string | null;
  /** Size of what was there; null where it has none or was not measured. */
  readonly bytes: number | null;
  /** How many files there were; null where it has none. */
  readonly files: number | null;
}

/** What was outside of the machines and was not erased. */
export interface LeftThing {
  /** Resource type. */
  readonly type: string;
  readonly offer: string;
  /** Name of the database, bucket or host, or the address of the backups. */
  readonly name: string;
  readonly instance: string | null;
}

/** A host name that was given back. */
export interface ReleasedHost {
  readonly host: string;
  readonly kinds: readonly DomainKind[];
  readonly instance: string;
  /** Whether it was in use for real, so that other servers know it with keys that are gone now. */
  readonly federated: boolean;
}

/** What was erased of a deployment, and what was not. Never changes. */
export interface ErasureRecord {
  readonly id: string;
  readonly deploymentId: string;
  readonly at: Instant;
  /** The run that did it; null where nothing had ever been installed. */
  readonly runId: string | null;
  /** Plan that was live last; null where none ever was. */
  readonly lastPlanId: string | null;
  readonly requestedBy: Who;
  readonly requestedByName: string | null;
  readonly requestedAt: Instant;
  readonly reason: string;
  /** Null where nothing was there to be backed up. */
  readonly backup: RemovalBackup | null;
  /** Whether it was practice, so that there was nothing on any machine. */
  readonly practice: boolean;
  /** By machine, in order. */
  readonly machines: Readonly<Record<string, readonly ErasedThing[]>>;
  /** Paths by machine that were links: what they led to was left. Machines without any are missing. */
  readonly linksLeft: Readonly<Record<string, readonly string[]>>;
  /** Last backups that were taken, by instance: the id of each, or null where it is not known. */
  readonly snapshots: Readonly<Record<string, string | null>>;
  readonly hosts: readonly ReleasedHost[];
  /** Names of secrets whose values were forgotten here, in order. */
  readonly secretsForgotten: readonly string[];
  /** Names of secrets that are kept because they open the last backup, in order. */
  readonly secretsKept: readonly string[];
  /** Links for first administrators that ended. */
  readonly linksEnded: number;
  readonly left: readonly LeftThing[];
}
