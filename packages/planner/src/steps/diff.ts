import { digestOf, noCapacity, worstEffect, type CapacityUse, type Description, type Plan } from "@allotment/model";
import type { PlanInput } from "../input.ts";
import type { StepResult } from "../report.ts";
import { warningsOf } from "./warnings.ts";
import { deploymentChanges } from "./changes/deployment.ts";
import { instanceChanges } from "./changes/instances.ts";
import { machineChanges } from "./changes/machines.ts";

/**
 * Compares what is deployed with what is wanted: every difference with its effect and its reason, in a stable order
 * (machines, instances, what belongs to the whole deployment). Equal descriptions give no change.
 */
export function diff(input: PlanInput, after: Description): StepResult<Omit<Plan, "report" | "diagnostics">> {
  const before = input.deployed;
  const changes = [
    ...machineChanges(before, after),
    ...instanceChanges(before, after, input.applications),
    ...deploymentChanges(before, after),
  ];
  return {
    value: {
      schemaVersion: 1,
      deployment: input.deployment,
      parent: before === null ? null : digestOf(before),
      description: digestOf(after),
      digests: after.digests,
      effect: worstEffect(changes.map((change) => change.effect)),
      changes,
      capacity: capacityUse(before, after),
    },
    decisions: [],
    diagnostics: warningsOf({ before, after, changes, frozen: input.frozen }),
  };
}

function capacityUse(before: Description | null, after: Description): CapacityUse[] {
  const names = [...new Set([...Object.keys(before?.machines ?? {}), ...Object.keys(after.machines)])].sort();
  return names.flatMap((machine) => {
    const now = after.machines[machine];
    const was = before?.machines[machine];
    const known = now ?? was;
    if (!known) return [];
    const use = { before: was?.used ?? noCapacity, after: now?.used ?? noCapacity };
    return [{ machine, capacity: known.capacity, reserved: known.reserved, ...use }];
  });
}
