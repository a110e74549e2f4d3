import type { Slug } from "@allotment/model";
import type { Instant } from "./common.ts";

/** How a machine that fetches its configuration is known: by the digest of its token. */
export interface MachineTokenRecord {
  readonly deploymentId: string;
  readonly machine: Slug;
  /** SHA-256 of the token, 64 hexadecimal digits. */
  readonly digest: string;
}

/** What a machine says about what it runs after it fetched a configuration. */
export interface PullReport {
  /** The commit that it fetched. */
  readonly commit: string;
  /** Generation of its system profile; null where it does not know. */
  readonly generation: number | null;
  /** Store path of the system that it runs; null where it does not know. */
  readonly system: string | null;
  /** `running`: it runs the commit. `failed`: it could not build or switch, and runs what it ran before. */
  readonly status: "running" | "failed";
  /** What went wrong, cut; empty where nothing did. */
  readonly error: string;
}

/** The last report of a machine of a deployment. */
export interface PullReportRecord extends PullReport {
  readonly deploymentId: string;
  readonly machine: Slug;
  readonly at: Instant;
}
