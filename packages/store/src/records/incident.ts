import type { Finding } from "@allotment/model";
import type { CheckRecord } from "./check.ts";
import type { Instant, Who } from "./common.ts";
import type { RunRecord } from "./run.ts";

/**
 * `suspected`: seen once, not confirmed yet; nobody is shown it. `open`: confirmed. `closed`: gone for as many looks as it
 * takes.
 */
export type IncidentState = "suspected" | "open" | "closed";

/** What is known of an incident, whether it is kept already or about to be. */
export interface IncidentFacts extends Finding {
  readonly deploymentId: string;
  /** What found it: `health/social`, `machine/amber`, or `run`. Only looks of the same place close it. */
  readonly look: string;
  readonly state: IncidentState;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** When it was confirmed; null while it is suspected. */
  readonly openedAt: Instant | null;
  /** Since when it is closed; null while it is not. */
  readonly closedAt: Instant | null;
  /** Looks in a row that did not find it. */
  readonly misses: number;
  /** How often it came back after it had been closed. */
  readonly reopenings: number;
  /** When it came back last; null for never. */
  readonly reopenedAt: Instant | null;
  /** What people were told last. It may differ from the state while an incident that comes and goes is kept quiet. */
  readonly told: "nothing" | "opened" | "closed";
  readonly toldAt: Instant | null;
  /** Plan that was deployed when it was seen last; null when nothing was. */
  readonly planId: string | null;
  /** Run that it is about; null for what looks found. */
  readonly runId: string | null;
}

/** A trouble of a deployment from its opening to its closing: the findings that are the same one, seen again and again. */
export interface Incident extends IncidentFacts {
  readonly id: string;
}

/** An incident as it is kept. */
export interface IncidentRecord extends Incident {
  /** Somebody said: I am at it. */
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: Who;
  /** Name of whoever did, for people; null when the account is gone. */
  readonly acknowledgedByName: string | null;
}

/** What a look does to one incident: its new record, and whether its people are to be told. */
export interface IncidentChange {
  /** Id of the record that changes; null for a new one. */
  readonly incidentId: string | null;
  /** Null for one that was suspected and did not come back: nothing of it is kept. */
  readonly after: IncidentFacts | null;
  readonly tell: "opened" | "closed" | null;
}

/** What is known around an incident, for whoever looks into it. */
export interface IncidentEvidence {
  readonly incident: IncidentRecord;
  readonly deployment: { readonly slug: string; readonly title: string };
  readonly practice: boolean;
  /** What is deployed. */
  readonly versions: readonly { readonly instance: string; readonly application: string; readonly version: string }[];
  readonly machines: readonly { readonly machine: string; readonly generation: number | null }[];
  readonly checks: readonly CheckRecord[];
  /** The last ones, newest first. */
  readonly runs: readonly RunRecord[];
}
