import { canonicalJson, type DescribedInstance, type Description, type Slug } from "@allotment/model";

/** What the commands of an instance on one machine are given. */
export interface MachineSettings {
  readonly instance: Slug;
  readonly machine: Slug;
  /** One for each of the instance's commands on that machine, in their order. */
  readonly inputs: readonly (Readonly<Record<string, unknown>> | null)[];
}

/** The settings of all instances that run, by the machines that they are set on. */
export function settingsOf({ instances }: Description): readonly MachineSettings[] {
  return Object.entries(instances).flatMap(([instance, described]) =>
    machinesOf(described).map((machine) => ({
      instance,
      machine,
      inputs: commandsOn(described, machine).map(({ input }) => input),
    })),
  );
}

/**
 * The settings that a run has to set: those that differ from what is deployed; all of them where nothing differs, for then
 * they are to be set once more.
 */
export function settingsToSet(deployed: Description | null, description: Description): readonly MachineSettings[] {
  const wanted = settingsOf(description);
  const present = new Set((deployed === null ? [] : settingsOf(deployed)).map((one) => canonicalJson(one)));
  const changed = wanted.filter((one) => !present.has(canonicalJson(one)));
  return changed.length > 0 ? changed : wanted;
}

function machinesOf(described: DescribedInstance): readonly Slug[] {
  if (described.stopped !== undefined) return [];
  return [...new Set(described.commands.map(({ component }) => machineOf(described, component)))];
}

function commandsOn(described: DescribedInstance, machine: Slug) {
  return described.commands.filter(({ component }) => machineOf(described, component) === machine);
}

function machineOf({ components }: DescribedInstance, component: string): Slug {
  return components[component]?.machine ?? "";
}
