import { addressOf, errorAt, type Diagnostic, type MachineOffer, type Slug } from "@allotment/model";
import { coLocated, type ChosenOffer } from "./offers.ts";
import type { RequiringInstance } from "./requirements.ts";

/** Why something cannot go onto a machine without NixOS: a diagnostic code with what it is about. */
export interface Obstacle {
  readonly code: "minimal-application" | "minimal-server" | "minimal-backups";
  /** Instances or roles, for the sentence. */
  readonly what: string;
}

/** Whether a machine keeps its own Linux: what it is not given by NixOS it does not have. */
export function isMinimal({ hardware }: Pick<MachineOffer, "hardware">): boolean {
  return hardware?.preset === "minimal";
}

/**
 * What keeps instances off machines without NixOS: applications that do not run there, servers beside them, and backups,
 * which copy whatever is on a deployment's machines. Nothing is left out in silence, backups least of all.
 */
export function obstaclesOf(
  instances: readonly RequiringInstance[],
  offers: readonly ChosenOffer[],
  backups: boolean,
): readonly Obstacle[] {
  const strangers = instances.filter(({ module }) => !module.hosts.includes("minimal"));
  const slugs = new Set(instances.map(({ slug }) => slug));
  const servers = offers.filter(({ slug, offer }) => slugs.has(slug) && offer === coLocated);
  const types = [...new Set(servers.map(({ requirement }) => requirement.type))];
  return [
    ...(strangers.length > 0 ? [{ code: "minimal-application", what: names(strangers) } as const] : []),
    ...(types.length > 0 ? [{ code: "minimal-server", what: types.join(", ") } as const] : []),
    ...(backups ? [{ code: "minimal-backups", what: names(instances) } as const] : []),
  ];
}

/** The reasons for each machine that would have been considered without them. */
export function saidOf(address: string, obstacles: readonly Obstacle[], machines: readonly Slug[]): Diagnostic[] {
  return machines.flatMap((machine) =>
    obstacles.map(({ code, what }) => sayObstacle(code, address, { machine, what })),
  );
}

function sayObstacle(code: Obstacle["code"], address: string, params: { machine: Slug; what: string }): Diagnostic {
  switch (code) {
    case "minimal-application":
      return errorAt(address, "minimal-application", params);
    case "minimal-server":
      return errorAt(address, "minimal-server", params);
    case "minimal-backups":
      return errorAt(addressOf("backups", "enabled"), "minimal-backups", params);
  }
}

function names(instances: readonly RequiringInstance[]): string {
  return instances.map(({ slug }) => slug).join(", ");
}
