import {
  grantMutation,
  machinesInOrder,
  seededRandom,
  systemClock,
  type CommittedTree,
  type Facts,
  type MutationGrant,
  type Phase,
  type StepContext,
  type StepEvent,
  type StepResult,
} from "@allotment/engine";
import type { Description, Environment } from "@allotment/model";
import { performPhase, type Orchestrator } from "../orchestrator.ts";

/** What phases run on. */
export interface PhaseGround {
  readonly orchestrator: Orchestrator;
  readonly environment: Environment;
  /** Writes the tree of a description. */
  readonly treeOf: (description: Description) => Promise<CommittedTree>;
}

/** The phases of a run that nothing goes wrong with. */
export const forwardPhases: readonly Phase[] = [
  "provision",
  "evaluate",
  "build",
  "copy",
  "activate",
  "certify",
  "verify",
];

/** A run without the engine: phases one after the other, with what they emitted. */
export class PhaseRun {
  readonly events: StepEvent[] = [];
  facts: Facts = {};
  readonly harness: PhaseGround;
  readonly description: Description;
  readonly previous: Readonly<Record<string, number | null>>;
  readonly run: string;
  private tree: CommittedTree | null = null;

  constructor(
    harness: PhaseGround,
    description: Description,
    run: string,
    previous: Readonly<Record<string, number | null>>,
  ) {
    this.harness = harness;
    this.description = description;
    this.run = run;
    this.previous = previous;
  }

  async phase(phase: Phase, change: Partial<StepContext> = {}, grant?: MutationGrant): Promise<StepResult> {
    if (phase === "evaluate") this.tree = await this.harness.treeOf(this.description);
    const context: StepContext = {
      run: this.run,
      deployment: this.description.deployment,
      description: this.description,
      deployed: null,
      environmentId: "environment",
      environment: this.harness.environment,
      tree: this.tree,
      machines: machinesInOrder(this.description),
      previousGenerations: this.previous,
      facts: this.facts,
      fencing: 10,
      attempt: 1,
      deadline: systemClock.now() + 60_000,
      signal: new AbortController().signal,
      clock: systemClock,
      random: seededRandom(1),
      emit: async (event) => {
        this.events.push(event);
      },
      ...change,
    };
    const given = grant ?? grantMutation(context.fencing);
    const result = await performPhase(this.harness.orchestrator, phase, context, given);
    if (result.kind === "done") this.facts = { ...this.facts, ...result.facts };
    return result;
  }

  async until(last: Phase): Promise<StepResult> {
    let result: StepResult = { kind: "done" };
    for (const phase of forwardPhases.slice(0, forwardPhases.indexOf(last) + 1)) {
      result = await this.phase(phase);
      if (result.kind !== "done") break;
    }
    return result;
  }

  /** The last truth about each machine. */
  outcomes(): Record<string, string> {
    return Object.fromEntries(
      this.events.flatMap((event) => (event.kind === "machine" ? [[event.machine, event.outcome]] : [])),
    );
  }
}
