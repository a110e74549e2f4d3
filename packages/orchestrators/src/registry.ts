import type { Orchestrator } from "./orchestrator.ts";
import { createNixosSsh } from "./nixos-ssh/index.ts";
import { createNixops4 } from "./nixops4/index.ts";
import { createPull } from "./pull/index.ts";
import type { ReadReports } from "./pull/reports.ts";
import { createRehearsal } from "./rehearsal/index.ts";

/** What orchestrators are given by the worker. */
export interface OrchestratorSurroundings {
  /** Folder of the worker's data. An orchestrator keeps what it must below a folder with its own id. */
  readonly dataFolder: string;
  readonly env: NodeJS.ProcessEnv;
  /** What machines that fetch their configuration have reported. */
  readonly readReports: ReadReports;
}

/** One line per orchestrator. */
const makers: readonly ((surroundings: OrchestratorSurroundings) => Orchestrator)[] = [
  ({ dataFolder, env }) => createRehearsal({ folder: `${dataFolder}/rehearsal`, env }),
  ({ dataFolder, env }) =>
    createNixosSsh({ folder: `${dataFolder}/nixos-ssh`, keyFile: `${dataFolder}/worker/ssh_ed25519`, env }),
  ({ dataFolder, env }) =>
    createNixops4({ folder: `${dataFolder}/nixops4`, keyFile: `${dataFolder}/worker/ssh_ed25519`, env }),
  ({ dataFolder, env, readReports }) => createPull({ folder: `${dataFolder}/pull`, env, readReports }),
];

/** All orchestrators by id. */
export function createOrchestrators(surroundings: OrchestratorSurroundings): ReadonlyMap<string, Orchestrator> {
  return new Map(makers.map((make) => make(surroundings)).map((orchestrator) => [orchestrator.id, orchestrator]));
}
