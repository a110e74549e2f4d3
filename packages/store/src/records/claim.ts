import type { FirstAdministrator, Slug } from "@allotment/model";
import type { Instant, Who } from "./common.ts";

/** A link by which somebody becomes the first administrator of an instance, once. The store keeps no token. */
export interface ClaimRecord {
  readonly id: string;
  readonly deploymentId: string;
  /** Slug of the instance. */
  readonly instance: Slug;
  readonly createdBy: Who;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** A newer link was made, which ended this one. */
  readonly revokedAt: Instant | null;
  /** The errand that seals what is shown, once somebody asked for it. */
  readonly errandId: string | null;
  /** When it was shown. */
  readonly usedAt: Instant | null;
}

/** An instance that has a first administrator, with the newest link. */
export interface Claimable {
  readonly instance: Slug;
  readonly application: string;
  /** Host name of the site. */
  readonly host: string;
  readonly username: FirstAdministrator["username"];
  /** Null while no link was made. */
  readonly claim: ClaimRecord | null;
}
