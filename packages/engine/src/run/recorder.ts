import { digestOf } from "@allotment/model";
import type { Held, LeasedRun, MachineOutcome, NewRunEvent, StoreResult, WorkerActor } from "@allotment/store";
import type { Facts, StepEvent } from "../step.ts";
import { LeaseLostError } from "./interruptions.ts";
import type { RunStore, RunSubject } from "./work.ts";

/** Longest line of a tool's output that is kept. */
const logLineLengthMax = 2000;

/** The value of a write, or the end of this step when somebody else has taken over. */
export function held<Value>(result: StoreResult<Value>): Value {
  if (result.ok) return result.value;
  if (result.conflict.code === "lease-lost" || result.conflict.code === "wrong-state") {
    throw new LeaseLostError(`the run went on elsewhere (${result.conflict.code})`);
  }
  throw new Error(`the store refused a step: ${result.conflict.code}`);
}

/** Writes what a phase emits, under the lease that it has. */
export function eventRecorder(store: RunStore, actor: WorkerActor, subject: RunSubject, run: LeasedRun) {
  const lease: Held = { runId: run.id, fencing: run.fencing };
  return async function emit(event: StepEvent): Promise<void> {
    held(await store.runs.append(actor, { ...lease, events: [asRecord(event, run.state)] }));
    if (event.kind !== "machine") return;
    const { machine, generation, outcome } = event;
    held(await store.runs.recordMachine(actor, { ...lease, machine, generation, outcome }));
    await observe(store, actor, subject, event);
  };
}

const seenByOutcome: Readonly<Record<MachineOutcome, "new" | "old" | "unknown">> = {
  untouched: "old",
  copied: "old",
  activated: "new",
  verified: "new",
  restored: "old",
  failed: "unknown",
  unreachable: "unknown",
};

async function observe(
  store: RunStore,
  actor: WorkerActor,
  subject: RunSubject,
  event: StepEvent & { kind: "machine" },
): Promise<void> {
  const seen = seenByOutcome[event.outcome];
  if (seen === "unknown") return;
  await store.machines.observe(actor, {
    environmentId: subject.environmentId,
    machine: event.machine,
    deploymentId: subject.run.deploymentId,
    generation: event.generation,
    descriptionDigest: seen === "new" ? digestOf(subject.description) : subject.plan.parentDigest,
    health: "unknown",
  });
}

/** An event as the store keeps it: the kind is the type, the rest is the payload. */
export function asRecord(event: StepEvent, step: string): NewRunEvent {
  const machine = ("machine" in event ? event.machine : undefined) ?? null;
  switch (event.kind) {
    case "progress":
      return {
        type: "progress",
        step,
        machine,
        payload: { code: event.code, params: event.params ?? {}, done: event.done, expected: event.expected },
      };
    case "note":
      return { type: "note", step, machine, payload: { code: event.code, params: event.params ?? {} } };
    case "log":
      return { type: "log", step, machine, payload: { line: event.line.slice(0, logLineLengthMax) } };
    case "evaluation":
      return { type: "evaluation", step, machine, payload: { level: event.level } };
    case "machine":
      return { type: "machine", step, machine, payload: { outcome: event.outcome, generation: event.generation } };
  }
}

/** What a step found out, as an event: a worker that takes over reads it back with `historyOf`. */
export function factsRecord(facts: Facts, step: string): NewRunEvent {
  return { type: "facts", step, machine: null, payload: facts };
}
