import type { MutationGrant, Phase, StepContext, StepResult } from "@allotment/engine";

/** Who does something that the orchestrator's own tool may not be able to. */
export type Ability =
  /** The orchestrator's own tool. */
  | "itself"
  /** The adapter, beside the tool. */
  | "adapter"
  /** Nobody: the panel says so. */
  | "nobody";

/** What an orchestrator can do, as data for the panel and for provider documents. */
export interface Capabilities {
  /** Say what would change on a machine without changing it. */
  readonly preview: Ability;
  /** Put the previous system back. */
  readonly rollBack: Ability;
  /** Take away what is no longer described. */
  readonly remove: Ability;
  /** Read what a machine runs. */
  readonly observe: Ability;
  /** Whether machines fetch their configuration themselves, so that activating means publishing and waiting. */
  readonly machinesPull: boolean;
}

/**
 * What carries a description to machines. One folder per orchestrator; it must pass the contract suite in `testing/`.
 *
 * Every phase may be killed at any moment and is then called again, perhaps by another worker: it looks first, and does
 * only what is missing. A phase that changes something takes a grant and tells each machine the fencing number, which
 * the machine compares with the highest it has seen. `rollBack` is called after `activate` has started, for all machines.
 */
export interface Orchestrator {
  /** As in `orchestrator` of environments and descriptions. */
  readonly id: string;
  /** Its name: a key in the message files. */
  readonly titleKey: string;
  /** Whether anything is installed. Where not, domains do not freeze and every page says that it is practice. */
  readonly installs: boolean;
  readonly capabilities: Capabilities;
  /** What is outside of machines: buckets, databases, virtual machines, DNS. Facts: addresses and host keys of slots. */
  readonly provision: MutatingPhase;
  /** Facts: `generations`, the system of each machine as one opaque name. */
  readonly evaluate: ReadingPhase;
  readonly build: ReadingPhase;
  readonly copy: MutatingPhase;
  /** Switches machines whose generation differs from what they run, and emits the truth about each machine. */
  readonly activate: MutatingPhase;
  /** Waits until the certificate authority has signed for every host name of the description, where one is to. */
  readonly certify: ReadingPhase;
  readonly verify: ReadingPhase;
  /** Puts `previousGenerations` back where this run switched, and emits the truth about each machine. */
  readonly rollBack: MutatingPhase;
  /** Has the running instances set, by their own commands, what differs from `deployed`. Builds and switches nothing. */
  readonly applySettings: MutatingPhase;
  /** Takes the last backup of what is deployed. */
  readonly backUp: MutatingPhase;
  /** Erases what the description says, on machines that run nothing of it any more. Facts: `erased`, per machine. */
  readonly erase: MutatingPhase;
}

/** A phase that leaves machines and resources as they are. */
export type ReadingPhase = (context: StepContext) => Promise<StepResult>;

/** A phase that changes them. */
export type MutatingPhase = (context: StepContext, grant: MutationGrant) => Promise<StepResult>;

/** Calls one phase by name. */
export function performPhase(
  orchestrator: Orchestrator,
  phase: Phase,
  context: StepContext,
  grant: MutationGrant,
): Promise<StepResult> {
  return orchestrator[phase](context, grant);
}
