import { isOrchestrator, type Environment } from "@allotment/model";

/** What somebody says of a new environment before it has machines. */
export interface NewEnvironment {
  readonly name: string;
  readonly description: string;
  readonly orchestrator: string;
  readonly placement: string;
}

/** A new environment; what was not one of the choices is the careful one. */
export function emptyEnvironment({ name, description, orchestrator, placement }: NewEnvironment): Environment {
  return {
    schemaVersion: 1,
    name,
    ...(description === "" ? {} : { description }),
    orchestrator: isOrchestrator(orchestrator) ? orchestrator : "rehearsal",
    nixosRelease: "26.05",
    offers: { machine: {} },
    policy: {
      placement: placement === "one-machine" ? "one-machine" : "machine-per-application",
      reserve: { cpuMillicores: 500, memoryMiB: 1024, diskGiB: 10 },
    },
  };
}
