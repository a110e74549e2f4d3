import type { Digest, Environment, Slug } from "@allotment/model";
import type { Instant, Who } from "./common.ts";

/** An environment as everyone who may use it sees it: no offers, no machines. */
export interface EnvironmentRecord {
  readonly id: string;
  readonly slug: Slug;
  readonly name: string;
  readonly description: string;
  readonly orchestrator: Environment["orchestrator"];
  /** Practice: nothing is installed, and nothing becomes permanent. */
  readonly practice: boolean;
  readonly currentRevisionId: string;
  readonly disabledAt: Instant | null;
  readonly createdAt: Instant;
}

/** Provider configuration and policy, immutable. For the provider, the planner and the worker. */
export interface EnvironmentRevisionRecord {
  readonly id: string;
  readonly environmentId: string;
  /** 1, 2, 3 … within the environment. */
  readonly number: number;
  readonly document: Environment;
  readonly digest: Digest;
  readonly message: string;
  readonly createdBy: Who;
  readonly createdAt: Instant;
}

/** A machine of an environment belongs to one deployment. */
export interface MachineClaimRecord {
  readonly environmentId: string;
  /** Name of the machine offer. */
  readonly machine: Slug;
  readonly deploymentId: string;
  /** Run that took it. */
  readonly runId: string;
  readonly since: Instant;
}

/** What was last seen of a machine. */
export interface MachineObservationRecord {
  readonly environmentId: string;
  readonly machine: Slug;
  readonly deploymentId: string;
  /** Number of the activated generation; null when none was seen. */
  readonly generation: number | null;
  /** Description that this generation was made from. */
  readonly descriptionDigest: Digest | null;
  readonly health: "unknown" | "healthy" | "degraded" | "down";
  readonly at: Instant;
}
