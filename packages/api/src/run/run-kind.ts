import {
  canonicalJson,
  effects,
  isOrchestrator,
  orchestratorTraits,
  type DescribedInstance,
  type Description,
  type Effect,
} from "@allotment/model";

/** What decides how a plan is carried out. */
export interface Planned {
  /** Greatest effect of its changes. */
  readonly effect: Effect;
  readonly description: Description;
  /** What is deployed; null when nothing is. */
  readonly deployed: Description | null;
  /** Whether it brings an earlier configuration back. */
  readonly goesBack: boolean;
}

/**
 * The kind of run that a plan needs. `settings`, in seconds, only where running instances can be told so and nothing but
 * their settings is another: whatever else differs, also what no change of the plan names, has to be built.
 */
export function runKindOf(plan: Planned): "deploy" | "rollback" | "settings" {
  if (changesSettingsOnly(plan)) return "settings";
  return plan.goesBack ? "rollback" : "deploy";
}

function changesSettingsOnly({ effect, description, deployed }: Planned): boolean {
  if (deployed === null || effects.indexOf(effect) > effects.indexOf("seconds")) return false;
  if (!reachesInstances(description)) return false;
  const differs = canonicalJson(description.instances) !== canonicalJson(deployed.instances);
  return differs && canonicalJson(withoutSettings(description)) === canonicalJson(withoutSettings(deployed));
}

/** Whether the worker logs in on machines, or all of it is practice. */
function reachesInstances({ orchestrator }: Description): boolean {
  if (!isOrchestrator(orchestrator)) return false;
  const { installs, overSsh } = orchestratorTraits[orchestrator];
  return overSsh || !installs;
}

/**
 * A description without what commands set. Its options are among that: those of other effects are seen by the plan's. So is
 * the first administrator, who was made when the instance was, and what it was made from.
 */
function withoutSettings({ digests: _, ...description }: Description): unknown {
  const instances = Object.entries(description.instances).map(
    ([slug, instance]) => [slug, stripped(instance)] as const,
  );
  return { ...description, instances: Object.fromEntries(instances) };
}

function stripped({ options: _, firstAdministrator: __, commands, ...rest }: DescribedInstance): unknown {
  return { ...rest, commands: commands.map(({ input: ___, ...command }) => command) };
}
