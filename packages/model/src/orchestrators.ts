import type { Environment } from "./generated/schemas.ts";

/** Name of an orchestrator, as environments and descriptions have it. */
export type OrchestratorId = Environment["orchestrator"];

/** What follows from an orchestrator for those who have no adapter at hand: planner, store, panel. */
export interface OrchestratorTraits {
  /** Whether anything is installed. Where not, host names do not freeze and all of it is practice. */
  readonly installs: boolean;
  /** Whether the worker logs in on machines, so that its key has to stand there. */
  readonly overSsh: boolean;
  /** Whether machines fetch their configuration themselves. */
  readonly machinesPull: boolean;
}

/** Every orchestrator, practice first. Their adapters are held to it. */
export const orchestratorTraits: Readonly<Record<OrchestratorId, OrchestratorTraits>> = {
  rehearsal: { installs: false, overSsh: false, machinesPull: false },
  "nixos-ssh": { installs: true, overSsh: true, machinesPull: false },
  nixops4: { installs: true, overSsh: true, machinesPull: false },
  pull: { installs: true, overSsh: false, machinesPull: true },
};

/** Whether a name is one of them. */
export function isOrchestrator(name: string): name is OrchestratorId {
  return Object.hasOwn(orchestratorTraits, name);
}

/** Whether nothing is installed: everything is planned and recorded, and machines are pretended. */
export function practises(orchestrator: OrchestratorId): boolean {
  return !orchestratorTraits[orchestrator].installs;
}
