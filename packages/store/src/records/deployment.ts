import type { Configuration, Description, Digest, Plan, Slug } from "@allotment/model";
import type { Instant, Who } from "./common.ts";
import type { RemovalRecord } from "./removal.ts";

/** A configuration that is being edited: saved as one types, not yet a revision. */
export interface Draft {
  readonly document: Configuration;
  /** Changes with every save; a save must name the one it was based on. */
  readonly etag: string;
  readonly updatedBy: Who;
  /** Name of `updatedBy` for people; null when that was not a person. */
  readonly updatedByName: string | null;
  readonly updatedAt: Instant;
}

/** What the operator wants of a deployment. Removing is a wish too, not the absence of a configuration. */
export type DesiredState = "running" | "suspended" | "removed";

/** A deployment with its four pointers: draft, staged, target, deployed. */
export interface DeploymentRecord {
  readonly id: string;
  /** Unique in the installation; never changes. */
  readonly slug: Slug;
  readonly title: string;
  readonly operatorId: string;
  readonly environmentId: string;
  readonly draft: Draft;
  /** Configuration revision that was saved last; null before the first. */
  readonly stagedRevisionId: string | null;
  /** What a run is making true, or tried to last. */
  readonly targetPlanId: string | null;
  readonly targetRunId: string | null;
  /** Plan whose run succeeded last; null before the first success. */
  readonly deployedPlanId: string | null;
  /** Configuration revision of `deployedPlanId`. */
  readonly deployedRevisionId: string | null;
  /** Description of `deployedPlanId`; the parent of the next plan. */
  readonly deployedDescriptionDigest: Digest | null;
  /** What the operator wants; what is true says the deployed plan. */
  readonly desired: DesiredState;
  /** Null unless a removal was asked for; kept once it is carried out. */
  readonly removal: RemovalRecord | null;
  /** Since when nothing is left of it but its record; null before. */
  readonly removedAt: Instant | null;
  readonly createdBy: Who;
  readonly createdAt: Instant;
}

/** Versions of everything that a configuration revision was made with. */
export interface RevisionVersions {
  /** Digests of schemas, by path below schemas/. */
  readonly schemas: Readonly<Record<string, Digest>>;
  /** Application modules by id. */
  readonly modules: Readonly<Record<string, number>>;
  readonly environmentRevisionId: string;
  readonly policyDigest: Digest;
}

/** A saved configuration, immutable. */
export interface ConfigurationRevisionRecord {
  readonly id: string;
  readonly deploymentId: string;
  /** 1, 2, 3 … within the deployment. */
  readonly number: number;
  readonly document: Configuration;
  readonly digest: Digest;
  readonly versions: RevisionVersions;
  readonly message: string;
  /** Revision that this one repeats. */
  readonly rolledBackFrom: string | null;
  readonly createdBy: Who;
  readonly createdByName: string | null;
  readonly createdAt: Instant;
}

/** A plan, immutable. It can start a run only while what it was made from is unchanged. */
export interface PlanRecord {
  readonly id: string;
  readonly deploymentId: string;
  readonly document: Plan;
  readonly digest: Digest;
  /** Description that must still be deployed; null for the first. */
  readonly parentDigest: Digest | null;
  readonly descriptionDigest: Digest;
  readonly configurationRevisionId: string;
  readonly environmentRevisionId: string;
  readonly catalogueDigest: Digest;
  /** What the deployment is in once the plan is carried out. */
  readonly desired: DesiredState;
  readonly createdBy: Who;
  readonly createdAt: Instant;
}

/** A plan with the description it leads to. */
export interface PlanWithDescription extends PlanRecord {
  readonly description: Description;
}

/** `account` is in handles, `web` is where the site is, `media` where files are read. */
export type DomainKind = "account" | "web" | "media";

/** A host name that a deployment has. Unique in the installation. */
export interface DomainRecord {
  readonly host: string;
  readonly kinds: readonly DomainKind[];
  readonly deploymentId: string;
  /** Instance that uses it. */
  readonly instance: Slug;
  /** Claimed by practice: freezes nothing. */
  readonly practice: boolean;
  readonly verifiedAt: Instant | null;
  /** Permanent since the first real success; null before. */
  readonly frozenAt: Instant | null;
  /** When an unverified claim ends; null once verified or frozen. */
  readonly expiresAt: Instant | null;
  readonly createdAt: Instant;
}
