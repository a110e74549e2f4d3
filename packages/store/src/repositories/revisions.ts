import type { Configuration } from "@allotment/model";
import type { Actor } from "../actor.ts";
import type { ConfigurationRevisionRecord, RevisionVersions } from "../records.ts";
import type { StoreResult } from "../result.ts";
import type { WantedDomain } from "./domains.ts";

/** Saved configurations: immutable, numbered per deployment. */
export interface RevisionRepository {
  /**
   * Saves the draft as a revision and stages it. `basedOnEtag` must be the present draft. The draft becomes `document`
   * (an old one when rolling back). Its host names are claimed at the same time, all or nothing. When the staged revision says the same, made with the same versions, it is returned.
   */
  stage(
    actor: Actor,
    params: Readonly<{
      deploymentId: string;
      basedOnEtag: string;
      document: Configuration;
      versions: RevisionVersions;
      message: string;
      /** Revision that this one repeats; null for an ordinary save. */
      rolledBackFrom: string | null;
      /** Host names to hold from now on, as for `domains.claim`; left out: those that are held. */
      domains?: readonly WantedDomain[];
    }>,
  ): Promise<StoreResult<ConfigurationRevisionRecord>>;
  get(actor: Actor, params: Readonly<{ revisionId: string }>): Promise<ConfigurationRevisionRecord | null>;
  /** Newest first. */
  list(
    actor: Actor,
    params: Readonly<{ deploymentId: string; limit?: number; before?: number }>,
  ): Promise<readonly ConfigurationRevisionRecord[]>;
}
