import type { Slug } from "@allotment/model";
import type { Actor, SystemActor, WorkerActor } from "../actor.ts";
import type { MachineTokenRecord, PullReport, PullReportRecord } from "../records.ts";

/** Machines that fetch their configuration themselves: how they are known, and what they report. */
export interface PullRepository {
  /**
   * Keeps tokens by machine, beside those of the deployment's other machines. The worker does it before it shows machines
   * a new tree; machines that are no longer described keep theirs until a run has succeeded without them.
   */
  keepTokens(
    actor: WorkerActor,
    params: Readonly<{ deploymentId: string; tokens: Readonly<Record<Slug, string>> }>,
  ): Promise<void>;
  /** Tokens by which machines of the deployment with this slug are known; empty where nothing pulls. For our own server. */
  tokens(actor: SystemActor, params: Readonly<{ deployment: Slug }>): Promise<readonly MachineTokenRecord[]>;
  /** Replaces what a machine said last. For our own server, after it has looked at the machine's token. */
  report(
    actor: SystemActor,
    params: Readonly<{ deploymentId: string; machine: Slug; report: PullReport }>,
  ): Promise<void>;
  /** The last report of each machine, for whoever may see the deployment; by machine. */
  reports(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<readonly PullReportRecord[]>;
}
