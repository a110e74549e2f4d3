import { orchestratorTraits, secretPath, type Description, type Generator, type SecretFile } from "@allotment/model";
import type { PlanInput } from "../input.ts";

/** Role of the token by which a machine is known when it fetches its configuration. */
const tokenRole = "pull-token";

/** What a deployment whose machines fetch their configuration has beside the others. */
export interface PullParts {
  readonly pull: Pick<Description, "pull">;
  readonly generators: Readonly<Record<string, Generator>>;
  readonly secrets: Readonly<Record<string, SecretFile>>;
}

/** Where machines fetch from, and a token for each; nothing for orchestrators that push. */
export function describePull({ environment, publicUrl }: PlanInput, machines: readonly string[]): PullParts {
  if (!orchestratorTraits[environment.orchestrator].machinesPull || publicUrl === undefined)
    return { pull: {}, generators: {}, secrets: {} };
  const { method = "comin", pollSeconds = 60 } = environment.pull ?? {};
  const names = machines.map((machine) => ({ machine, name: `${machine}/${tokenRole}` }));
  const generator: Generator = { kind: "hex", bytes: 32, purpose: tokenRole, rotation: "never" };
  return {
    pull: { pull: { url: publicUrl, method, pollSeconds } },
    generators: Object.fromEntries(names.map(({ name }) => [name, generator])),
    secrets: Object.fromEntries(names.map(({ machine, name }) => [name, tokenFile(machine, name)])),
  };
}

function tokenFile(machine: string, name: string): SecretFile {
  return {
    machines: [machine],
    path: secretPath(machine, tokenRole),
    owner: "root",
    group: "root",
    mode: "0400",
    restartUnits: [],
    format: "raw",
    parts: { value: { generated: name, output: "value" } },
  };
}
