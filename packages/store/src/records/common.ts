/** A moment: ISO 8601 in UTC with milliseconds, so that text order is time order. */
export type Instant = string;

/** Who did something: a user's id, or null for the worker and the system. */
export type Who = string | null;

/** One row of the audit log: append-only, each row carries the hash of the one before. */
export interface AuditEventRecord {
  /** Grows by one; no gaps. */
  readonly number: number;
  readonly at: Instant;
  readonly actorKind: "user" | "worker" | "system";
  readonly userId: Who;
  /** Operator that it concerns; null when it concerns the installation. */
  readonly operatorId: string | null;
  readonly deploymentId: string | null;
  /** What was done: `deployment.create`, `run.start`, … */
  readonly action: string;
  /** Id or name of what it was done to. */
  readonly subject: string;
  /** Facts about it. Never a secret value. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  /** SHA-256 of the canonical JSON of all the above. */
  readonly hash: string;
}

/** Names of the settings of the installation. */
export type SettingKey =
  | "worker-recipient"
  | "worker-seen"
  /** Public half of the key by which the worker logs in on machines, as a line of `authorized_keys`. */
  | "worker-ssh-key"
  /** JSON of `OrchestratorFacts[]`: what the running worker can carry descriptions with. */
  | "worker-orchestrators"
  | "installation-id";

/** What the worker says of each of its orchestrators. */
export interface OrchestratorFacts {
  /** As in `orchestrator` of environments. */
  readonly id: string;
  /** Its name: a key in the message files. */
  readonly titleKey: string;
  /** Whether anything is installed. */
  readonly installs: boolean;
}
