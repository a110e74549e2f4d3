import type { Slug } from "@allotment/model";
import type { Actor } from "../actor.ts";
import type { DomainKind, DomainRecord } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** A host name that a configuration asks for, as the application's mapping gives it. */
export interface WantedDomain {
  /** Lower case, punycode. */
  readonly host: string;
  readonly kinds: readonly DomainKind[];
  readonly instance: Slug;
}

/** Whether a host name can be had. Never says who has it. */
export type DomainAvailability = "free" | "own" | "taken";

/**
 * Host names, unique in the installation. Unverified claims end 14 days after they were first
 * made or a real run began with them; one that is only practised with gives way to a real one.
 */
export interface DomainRepository {
  /** Of one deployment, by host. */
  list(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<readonly DomainRecord[]>;
  /** For each host, as seen from a deployment (null: one that does not exist yet). */
  check(
    actor: Actor,
    params: Readonly<{ deploymentId: string | null; hosts: readonly string[] }>,
  ): Promise<Readonly<Record<string, DomainAvailability>>>;
  /**
   * Makes the deployment's claims exactly these: new ones are taken, kept ones go on, missing ones given up. All or
   * nothing. A permanent one cannot be given up or move to another instance.
   */
  claim(
    actor: Actor,
    params: Readonly<{ deploymentId: string; domains: readonly WantedDomain[] }>,
  ): Promise<StoreResult<readonly DomainRecord[]>>;
  /** Found to point where it should. Worker and system. */
  verify(actor: Actor, params: Readonly<{ deploymentId: string; host: string }>): Promise<StoreResult<DomainRecord>>;
}
