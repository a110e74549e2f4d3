import { hasErrors } from "@allotment/model";
import type { NewRunEvent, WorkerActor } from "@allotment/store";
import { nothingSwitched, type StepFailure } from "../failure.ts";
import type { MutationGrant } from "../grant.ts";
import type { CommittedTree, Facts, Phase, StepContext, StepResult } from "../step.ts";
import type { RunStore, RunSubject, RunWork } from "./work.ts";

/** What a handler is given. `context` has no tree yet. */
export interface Handling {
  readonly store: RunStore;
  readonly actor: WorkerActor;
  readonly work: RunWork;
  readonly subject: RunSubject;
  readonly context: StepContext;
  readonly grant: MutationGrant;
  /** Writes events of the engine itself, under the lease. */
  readonly record: (events: readonly NewRunEvent[]) => Promise<void>;
}

/** Does the work of one state. May be called again after it was killed anywhere. */
export type Handler = (handling: Handling) => Promise<StepResult>;

/** The handlers that the graphs of runs name. */
export const handlers: Readonly<Record<string, Handler>> = {
  check,
  provision: (handling) => perform(handling, "provision"),
  evaluate,
  build: (handling) => withTree(handling, "build"),
  copy: (handling) => withTree(handling, "copy"),
  "await-dns": ({ work, subject, context }) => work.awaitNames(subject, context),
  activate,
  certify: (handling) => withTree(handling, "certify"),
  verify: (handling) => withTree(handling, "verify"),
  "roll-back": rollBack,
  "apply-settings": applySettings,
  "back-up": (handling) => perform(handling, "backUp"),
  erase: (handling) => withTree(handling, "erase"),
};

/** Fact: what each machine ran when the run started. Frozen first, because activating changes what is observed. */
const previousGenerations = "previousGenerations";

/** Fact: machines may have switched. Recorded before the first one is asked to. */
const switching = "switching";

async function check({ store, actor, work, subject }: Handling): Promise<StepResult> {
  const diagnostics = work.checkDescription(subject);
  const first = diagnostics.find((diagnostic) => diagnostic.severity === "error");
  if (hasErrors(diagnostics) && first !== undefined) {
    return failed("description-refused", { ...first.params, reason: first.code, address: first.address });
  }
  const seen = await store.machines.observations(actor, { deploymentId: subject.run.deploymentId });
  const generations = Object.fromEntries(
    seen
      .filter(({ environmentId }) => environmentId === subject.environmentId)
      .map(({ machine, generation }) => [machine, generation]),
  );
  return { kind: "done", facts: { [previousGenerations]: generations } };
}

async function evaluate(handling: Handling): Promise<StepResult> {
  const { work, subject, context } = handling;
  const tree = await work.trees.make(subject, context.signal);
  if ("failure" in tree) return { kind: "failed", failure: tree.failure };
  await context.emit({ kind: "note", code: "tree-committed", params: { commit: tree.commit } });
  return perform(handling, "evaluate", tree);
}

async function activate(handling: Handling): Promise<StepResult> {
  const { work, subject, context, record } = handling;
  const tree = await work.trees.find(subject);
  if (tree === undefined) return failed("tree-missing");
  if (context.facts[switching] !== true) {
    await record([{ type: "facts", step: "activating", machine: null, payload: { [switching]: true } }]);
  }
  await work.trees.publish(subject, tree);
  return perform(handling, "activate", tree);
}

/** The tree is live once the settings are: what people read in it holds. */
async function applySettings(handling: Handling): Promise<StepResult> {
  const { work, subject, context } = handling;
  const tree = await work.trees.make(subject, context.signal);
  if ("failure" in tree) return { kind: "failed", failure: tree.failure };
  const result = await perform(handling, "applySettings", tree);
  if (result.kind === "done") await work.trees.publish(subject, tree);
  return result;
}

async function rollBack(handling: Handling): Promise<StepResult> {
  const { work, subject, context } = handling;
  if (context.facts[switching] !== true) {
    for (const machine of context.machines) await context.emit(untouched(context, machine));
    return { kind: "done" };
  }
  const tree = await work.trees.find(subject);
  await work.trees.unpublish(subject);
  return perform(handling, "rollBack", tree ?? null);
}

function untouched(context: StepContext, machine: string) {
  const generation = context.previousGenerations[machine] ?? null;
  return { kind: "machine", machine, outcome: "untouched", generation } as const;
}

async function withTree(handling: Handling, phase: Phase): Promise<StepResult> {
  const tree = await handling.work.trees.find(handling.subject);
  return tree === undefined ? failed("tree-missing") : perform(handling, phase, tree);
}

function perform(handling: Handling, phase: Phase, tree: CommittedTree | null = null): Promise<StepResult> {
  const { work, subject, context, grant } = handling;
  return work.performPhase(subject.description.orchestrator, phase, { ...context, tree }, grant);
}

function failed(code: string, params: StepFailure["params"] = {}): StepResult {
  return {
    kind: "failed",
    failure: { code, params, whoseTurn: "provider", unharmed: nothingSwitched, retryable: false },
  };
}

/** The generations that machines had when the run started, out of its facts. */
export function previousGenerationsOf(facts: Facts): Readonly<Record<string, number | null>> {
  const recorded = facts[previousGenerations];
  if (typeof recorded !== "object" || recorded === null) return {};
  return Object.fromEntries(
    Object.entries(recorded).map(([machine, generation]) => [
      machine,
      typeof generation === "number" ? generation : null,
    ]),
  );
}
