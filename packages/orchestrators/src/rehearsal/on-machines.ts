import {
  assertGrant,
  type MachineOutcome,
  type MutationGrant,
  type StepContext,
  type StepFailure,
  type StepResult,
} from "@allotment/engine";
import { otherSystem } from "../failures.ts";
import { systemFor, systemsOf } from "../systems.ts";
import { activeSystem, isFailure, type PractisedMachine, type PractisedMachines } from "./machines.ts";
import { mischiefIn } from "./names.ts";
import { plausibleCount, practisedFailure, pretend, wantedFailure } from "./practise.ts";

/** Opens the machines that a run is about. */
export type OpenMachines = (context: StepContext) => PractisedMachines;

/** The phases that a real orchestrator does on machines; here each machine is a file. */
export function phasesOnMachines(open: OpenMachines) {
  return {
    copy: (context: StepContext, grant: MutationGrant) => copy(context, grant, open(context)),
    activate: (context: StepContext, grant: MutationGrant) => activate(context, grant, open(context)),
    verify: (context: StepContext) => verify(context, open(context)),
    rollBack: (context: StepContext, grant: MutationGrant) => rollBack(context, grant, open(context)),
  };
}

async function copy(context: StepContext, grant: MutationGrant, machines: PractisedMachines): Promise<StepResult> {
  assertGrant(grant);
  const failure = wantedFailure(context, "copy");
  if (failure !== undefined) return failure;
  await context.emit({ kind: "note", code: "practice-copy" });
  const systems = systemsOf(context.facts);
  for (const machine of context.machines) {
    const present = await machines.read(machine);
    const system = systemFor(systems, machine);
    if (activeSystem(present) !== system) {
      const first = present.active === null;
      const count = plausibleCount(context, "copy", machine, first ? 900 : 6, first ? 2400 : 90);
      await pretend(context, { phase: "copy", code: "paths", count, machine, share: 1 / context.machines.length });
    }
    const changed = await machines.change(machine, context.fencing, (found) =>
      activeSystem(found) === system ? found : { ...found, copied: system },
    );
    if (isFailure(changed)) return refuse(changed);
    await truth(context, machine, changed, activeSystem(changed) === system ? "untouched" : "copied");
  }
  return { kind: "done" };
}

async function activate(context: StepContext, grant: MutationGrant, machines: PractisedMachines): Promise<StepResult> {
  assertGrant(grant);
  const failure = wantedFailure(context, "activate");
  if (failure !== undefined) return failure;
  await context.emit({ kind: "note", code: "practice-activate" });
  const systems = systemsOf(context.facts);
  const breaks = mischiefIn(context.description, "activate").has("rollback") ? context.machines.at(-1) : undefined;
  for (const machine of context.machines) {
    const system = systemFor(systems, machine);
    if (activeSystem(await machines.read(machine)) !== system) {
      await pretend(context, {
        phase: "activate",
        code: "units",
        count: 12,
        machine,
        share: 1 / context.machines.length,
      });
    }
    const changed = await machines.change(machine, context.fencing, (found) => switchTo(context, found, system));
    if (isFailure(changed)) return refuse(changed);
    if (machine === breaks) {
      await truth(context, machine, changed, "failed");
      return { kind: "failed", failure: practisedFailure("activate", false) };
    }
    await truth(context, machine, changed, isSwitched(context, changed) ? "activated" : "untouched");
  }
  return { kind: "done" };
}

/** A machine that runs the system already keeps its generation. */
function switchTo(context: StepContext, machine: PractisedMachine, system: string): PractisedMachine {
  if (activeSystem(machine) === system) return machine;
  const generations = [...machine.generations, system];
  return { ...machine, generations, active: generations.length, switchedBy: context.run };
}

async function verify(context: StepContext, machines: PractisedMachines): Promise<StepResult> {
  const failure = wantedFailure(context, "verify");
  if (failure !== undefined) return failure;
  await context.emit({ kind: "note", code: "practice-verify" });
  const systems = systemsOf(context.facts);
  const checks = Object.values(context.description.instances).flatMap(({ health }) => health);
  await pretend(context, { phase: "verify", code: "checks", count: checks.length, share: 1 });
  for (const machine of context.machines) {
    const present = await machines.read(machine);
    if (activeSystem(present) !== systemFor(systems, machine)) return refuse(otherSystem(machine));
    await truth(context, machine, present, isSwitched(context, present) ? "verified" : "untouched");
  }
  return { kind: "done" };
}

async function rollBack(context: StepContext, grant: MutationGrant, machines: PractisedMachines): Promise<StepResult> {
  assertGrant(grant);
  const failure = wantedFailure(context, "rollBack");
  if (failure !== undefined) return failure;
  await context.emit({ kind: "note", code: "practice-roll-back" });
  for (const machine of context.machines) {
    const previous = context.previousGenerations[machine] ?? null;
    const before = await machines.read(machine);
    if (before.active !== previous) {
      await pretend(context, {
        phase: "rollBack",
        code: "units",
        count: 12,
        machine,
        share: 1 / context.machines.length,
      });
    }
    const changed = await machines.change(machine, context.fencing, (found) => ({ ...found, active: previous }));
    if (isFailure(changed)) return refuse(changed);
    await truth(context, machine, changed, isSwitched(context, changed) ? "restored" : "untouched");
  }
  return { kind: "done" };
}

/** Whether this run switched it, also when another worker did so before it was killed. */
function isSwitched(context: StepContext, machine: PractisedMachine): boolean {
  return machine.switchedBy === context.run;
}

function truth(context: StepContext, machine: string, present: PractisedMachine, outcome: MachineOutcome) {
  return context.emit({ kind: "machine", machine, outcome, generation: present.active });
}

function refuse(failure: StepFailure): StepResult {
  return { kind: "failed", failure };
}
