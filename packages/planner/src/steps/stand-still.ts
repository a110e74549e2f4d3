import {
  digestOf,
  errorAt,
  informationAt,
  orchestratorTraits,
  type Description,
  type Diagnostic,
} from "@allotment/model";
import type { PlanInput } from "../input.ts";
import type { StepResult } from "../report.ts";
import { ofDeployment } from "./erasure.ts";
import { emptyMachine } from "./machines.ts";
import { stoppedInstance } from "./stopped.ts";

/**
 * What becomes of what is deployed where it is to be suspended or removed. It is made from the deployed description:
 * whatever the provider, the catalogue or a draft says by now, everything stays where it is.
 *
 * @returns null with the reason where there is nothing to suspend, or where it cannot be removed
 */
export function standStill(input: PlanInput, desired: "suspended" | "removed"): StepResult<Description | null> {
  const { deployed } = input;
  if (deployed === null) return refused(errorAt("", "nothing-deployed"));
  if (desired === "suspended")
    return { value: suspended(deployed), decisions: [], diagnostics: waitingChanges(input, deployed) };
  // Nobody can tell such a machine to erase something, and ask it whether it did.
  if (orchestratorTraits[deployed.orchestrator].machinesPull) return refused(errorAt("", "removal-not-by-pull"));
  return { value: removed(input, deployed), decisions: [], diagnostics: [] };
}

function refused(diagnostic: Diagnostic): StepResult<null> {
  return { value: null, decisions: [], diagnostics: [diagnostic] };
}

function suspended(deployed: Description): Description {
  const instances = Object.entries(deployed.instances).map(([slug, instance]) => [
    slug,
    instance.stopped === "disabled" ? instance : stoppedInstance(instance, "suspended"),
  ]);
  return { ...deployed, instances: Object.fromEntries(instances) };
}

// What was saved meanwhile is not lost: it comes with resuming.
function waitingChanges({ configuration }: PlanInput, { digests }: Description): Diagnostic[] {
  return digestOf(configuration) === digests.configuration ? [] : [informationAt("", "changes-wait-for-resuming")];
}

// The machines carry nothing any more, and there is nothing that they would need a secret for.
function removed(input: PlanInput, deployed: Description): Description {
  const { leftBehind: _, ...kept } = deployed;
  const machines = Object.entries(deployed.machines).map(([name, machine]) => [
    name,
    emptyMachine(input, name, machine),
  ]);
  return {
    ...kept,
    machines: Object.fromEntries(machines),
    instances: {},
    generators: {},
    secrets: {},
    dns: [],
    backups: null,
    // Whoever removes it once more erases the same once more.
    erase: deployed.erase ?? ofDeployment(deployed),
  };
}
