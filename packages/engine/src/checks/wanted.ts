import { orchestratorTraits, type Description } from "@allotment/model";
import type { CheckKey } from "@allotment/store";

/** A check of one deployment. */
export type WantedCheck = Omit<CheckKey, "deploymentId">;

/** Name of the one check that all names of a deployment share. */
export const namesSubject = "names";

/**
 * What is looked at of a description that is deployed. What is suspended or switched off does not run on purpose, so only
 * its machines and names are looked at; practice is looked at not at all. Pure.
 *
 * @param publicNames whether the environment's names are in the public DNS
 */
export function wantedChecks(description: Description, publicNames: boolean): readonly WantedCheck[] {
  const { installs, overSsh } = orchestratorTraits[description.orchestrator];
  if (!installs) return [];
  const running = Object.entries(description.instances).filter(([, { stopped }]) => stopped === undefined);
  const checks: WantedCheck[] = [];
  if (overSsh) for (const subject of Object.keys(description.machines)) checks.push({ kind: "machine", subject });
  for (const [subject, { health, nodeInfo, commands }] of running) {
    if (health.length > 0) checks.push({ kind: "health", subject });
    if (nodeInfo !== null) checks.push({ kind: "nodeinfo", subject });
    if (overSsh && commands.some(({ read }) => read != null)) checks.push({ kind: "settings", subject });
  }
  if (publicNames && Object.keys(description.instances).length > 0) checks.push({ kind: "dns", subject: namesSubject });
  return checks;
}
