import type { Instant } from "./common.ts";

/**
 * What was found when a record that a deployment needs was looked for in the DNS:
 *
 *   right             every server that answers has it
 *   missing           nobody has it yet
 *   elsewhere         something else stands there
 *   servers-disagree  the zone's own name servers say different things
 *   not-delegated     nobody was told which name servers know the name
 *   silent            none of its name servers answers in time
 *   old-answer        its name servers have it; the resolver still remembers what was there before
 *   lying             its name servers have it; the resolver says something else, and not because it remembers
 *   hostile           what came back cannot be an honest answer
 *   refused-by-dnssec its name servers have it; resolvers refuse it, because the zone's signatures do not fit
 *   forbidden         a CAA record keeps the certificate authority from issuing
 *   unknown           the resolver did not answer, so nobody knows where to ask; or there is nothing to compare with yet
 */
export type NameOutcome =
  | "right"
  | "missing"
  | "elsewhere"
  | "servers-disagree"
  | "not-delegated"
  | "silent"
  | "old-answer"
  | "lying"
  | "hostile"
  | "refused-by-dnssec"
  | "forbidden"
  | "unknown";

/** What one server said; text from elsewhere is clipped. */
export interface SeenAtServer {
  /** Name of the server; empty for the resolver. */
  readonly server: string;
  readonly values: readonly string[];
  /** Whether it did not answer. */
  readonly silent: boolean;
}

/** The outcome of one look at one record. */
export interface NameFinding {
  readonly outcome: NameOutcome;
  /** What stands there, as most servers say it; empty where nothing does. */
  readonly seen: readonly string[];
  /** Where servers disagree or are silent: which says what. */
  readonly servers: readonly SeenAtServer[];
  /** Until when the resolver may honestly remember what was there before; null where it does not. */
  readonly oldUntil: Instant | null;
}

/** The last look at one record of a deployment. */
export interface NameLookRecord extends NameFinding {
  readonly deploymentId: string;
  /** Which record, as `NeededRecord.id` names it. */
  readonly record: string;
  /** What it was compared with. */
  readonly needed: string | null;
  /** Since when it has been like this. */
  readonly since: Instant;
  readonly at: Instant;
}

/** A finding to be kept. */
export type NewNameLook = Pick<NameLookRecord, "record" | "needed"> & NameFinding;

const usable: ReadonlySet<NameOutcome> = new Set(["right", "old-answer", "lying"]);

/**
 * Whether the zone's own name servers have what is needed, which is what certificate authorities go by; what one resolver
 * remembers or makes up concerns only those who ask it.
 */
export function isUsable({ outcome }: Pick<NameFinding, "outcome">): boolean {
  return usable.has(outcome);
}
