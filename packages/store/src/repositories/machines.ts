import type { Digest, Slug } from "@allotment/model";
import type { Actor, WorkerActor } from "../actor.ts";
import type { MachineClaimRecord, MachineObservationRecord } from "../records.ts";

/** Machines of environments: whose they are, and what was last seen of them. Claims are taken when a run starts. */
export interface MachineRepository {
  /** Providers, system and worker; empty for operators. By machine. */
  claims(actor: Actor, params: Readonly<{ environmentId: string }>): Promise<readonly MachineClaimRecord[]>;
  /** Machines that a deployment has, for whoever may see the deployment. */
  claimsOf(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<readonly MachineClaimRecord[]>;
  /** Newest observation of each machine of a deployment. */
  observations(actor: Actor, params: Readonly<{ deploymentId: string }>): Promise<readonly MachineObservationRecord[]>;
  /** Replaces what was last seen of a machine that the deployment has. */
  observe(
    actor: WorkerActor,
    params: Readonly<{
      environmentId: string;
      machine: Slug;
      deploymentId: string;
      generation: number | null;
      descriptionDigest: Digest | null;
      health: MachineObservationRecord["health"];
    }>,
  ): Promise<void>;
}
