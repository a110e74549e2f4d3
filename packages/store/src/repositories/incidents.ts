import type { Actor, WorkerActor } from "../actor.ts";
import type { Incident, IncidentChange, IncidentEvidence, IncidentRecord, Instant, RunRecord } from "../records.ts";
import type { StoreResult } from "../result.ts";

/** A run whose end, or whose long wait, nobody was told of yet. */
export interface UntoldRun {
  readonly run: RunRecord;
  /** `over`, or the state in which it waits. */
  readonly stage: string;
  readonly practice: boolean;
}

/** Which incidents a look is about, and what it does to them. */
export interface IncidentLook {
  readonly deploymentId: string;
  readonly look: string;
  /** So far back closed incidents are given to `decide`. */
  readonly closedSince: Instant;
  /** Decides inside the transaction: pure and synchronous. */
  readonly decide: (present: readonly Incident[]) => readonly IncidentChange[];
}

/** Troubles of deployments, and who is told when they open and close. */
export interface IncidentRepository {
  /**
   * Confirmed incidents of one deployment, or of all that the actor may see, the newest first; 100 unless said otherwise.
   */
  list(
    actor: Actor,
    params: Readonly<{ deploymentId?: string; state?: "open" | "closed"; limit?: number }>,
  ): Promise<readonly IncidentRecord[]>;
  get(actor: Actor, params: Readonly<{ incidentId: string }>): Promise<IncidentRecord | null>;
  /** An incident with what is known around it: for a support report. */
  evidence(actor: Actor, params: Readonly<{ incidentId: string }>): Promise<IncidentEvidence | null>;
  /** Notes that somebody is at it. For whoever may change the deployment. */
  acknowledge(actor: Actor, params: Readonly<{ incidentId: string }>): Promise<StoreResult<IncidentRecord>>;
  /**
   * Changes what a look found changed, and writes down who is told of it, in one transaction: a message is there exactly
   * when the change is. @returns how many messages were written
   */
  settle(actor: WorkerActor, params: IncidentLook): Promise<StoreResult<number>>;
  /** Runs that ended, and those in these states since then, of which nobody was told yet. Oldest first. */
  untoldRuns(
    actor: WorkerActor,
    params: Readonly<{ waitingIn: readonly RunRecord["state"][]; waitingSince: Instant; limit: number }>,
  ): Promise<readonly UntoldRun[]>;
  /**
   * Tells of a run once: changes its incidents as `settle` does, and writes down what programs are told of every run that
   * ends. Nothing happens the second time.
   */
  tellRun(
    actor: WorkerActor,
    params: Readonly<{ runId: string; stage: string; incidents: IncidentLook | null }>,
  ): Promise<StoreResult<number>>;
  /**
   * Closes, without a word, incidents of what is no longer looked at, and forgets those that closed too long ago.
   * @returns how many changed
   */
  tidy(actor: WorkerActor, params: Readonly<{ closedBefore: Instant }>): Promise<number>;
}
