import type { DescribedInstance } from "@allotment/model";

/** Why nothing of an instance runs. */
export type Stopped = NonNullable<DescribedInstance["stopped"]>;

/**
 * An instance as it is while nothing of it runs: its place, its bindings, its names and what people made stay; nobody asks
 * how it is, and no command is run in it.
 */
export function stoppedInstance(instance: DescribedInstance, stopped: Stopped): DescribedInstance {
  const still = { ...instance, stopped, health: [], nodeInfo: null, commands: [] };
  return stopped === "disabled" ? { ...still, firstAdministrator: null } : still;
}
