import type { LeasedRun, NewRunEvent, RunError, RunState, TerminalRunState, WorkerActor } from "@allotment/store";
import { isTerminal as isOver } from "@allotment/store";
import type { Clock } from "../clock.ts";
import type { StepFailure } from "../failure.ts";
import { backoffSecondsAfter, nextState, type Trigger, type WorkingState } from "../graph.ts";
import { graphOf } from "../graphs/index.ts";
import type { Facts, StepResult } from "../step.ts";
import { factsRecord, held } from "./recorder.ts";
import type { RunStore } from "./work.ts";

/** A run under a lease, with what is needed to move it. */
export interface Holding {
  readonly store: RunStore;
  readonly actor: WorkerActor;
  readonly clock: Clock;
  readonly run: LeasedRun;
  /** How often the present state has failed before. */
  readonly failures: number;
}

/** The working state that a run is in; undefined when the run is over. */
export function workingState(run: LeasedRun): WorkingState<RunState> | undefined {
  const state = graphOf(run).states[run.state];
  return state?.kind === "working" ? state : undefined;
}

/** Writes what came of a step: on, again later, or another way. */
export async function settle(holding: Holding, state: WorkingState<RunState>, result: StepResult): Promise<void> {
  const { clock, run } = holding;
  if (result.kind === "done") return pull(holding, "done", null, result.facts);
  if (result.kind === "waiting") {
    const at = clock.now() + result.checkAgainSeconds * 1000;
    const payload = { for: result.for, params: result.params ?? {}, checkAgainAt: new Date(at).toISOString() };
    return again(holding, at, null, { type: "waiting", step: run.state, machine: null, payload });
  }
  const tries = holding.failures + 1;
  if (!result.failure.retryable || tries >= state.attemptsMax) return pull(holding, "failed", result.failure);
  const at = clock.now() + backoffSecondsAfter(state, tries) * 1000;
  return again(holding, at, result.failure, errorEvent(holding, result.failure, at));
}

/** Pulls a trigger. Does nothing but let go when the state ignores it. */
export async function pull(
  { store, actor, run, failures }: Holding,
  trigger: Trigger,
  failure: StepFailure | null,
  facts: Facts = {},
): Promise<void> {
  const lease = { runId: run.id, fencing: run.fencing };
  const to = nextState(graphOf(run), run.state, trigger);
  if (to === undefined) {
    held(await store.runs.release(actor, lease));
    return;
  }
  const events: NewRunEvent[] = [];
  if (failure !== null) events.push(errorEvent({ run, failures }, failure, null));
  if (Object.keys(facts).length > 0) events.push(factsRecord(facts, run.state));
  const error = failure === null ? null : runErrorOf(failure);
  if (isTerminalState(to)) {
    held(await store.runs.finish(actor, { ...lease, from: run.state, to, error: error ?? kept(run, to), events }));
    return;
  }
  held(await store.runs.move(actor, { ...lease, from: run.state, to, error, events, ...evaluationOf(facts) }));
  held(await store.runs.release(actor, lease));
}

/** A run that went back keeps the reason why it had to. */
function kept(run: LeasedRun, to: TerminalRunState): RunError | null {
  return to === "rolled-back" ? run.lastError : null;
}

async function again({ store, actor, run }: Holding, at: number, failure: StepFailure | null, event: NewRunEvent) {
  const error = run.state === "rolling-back" ? run.lastError : failure === null ? null : runErrorOf(failure);
  held(
    await store.runs.retryLater(actor, {
      runId: run.id,
      fencing: run.fencing,
      state: run.state,
      nextAttemptAt: new Date(at).toISOString(),
      error,
      events: [event],
    }),
  );
}

function errorEvent(
  { run, failures }: Pick<Holding, "run" | "failures">,
  failure: StepFailure,
  nextAttemptAt: number | null,
): NewRunEvent {
  const { code, params, whoseTurn, unharmed, retryable, detail } = failure;
  const next = nextAttemptAt === null ? null : new Date(nextAttemptAt).toISOString();
  const payload = { code, params, whoseTurn, unharmed, retryable, detail: detail ?? null };
  return {
    type: "error",
    step: run.state,
    machine: null,
    payload: { ...payload, attempt: failures + 1, nextAttemptAt: next },
  };
}

const turns = { community: "operator", provider: "provider" } as const;

function runErrorOf({ code, params, whoseTurn, detail }: StepFailure): RunError {
  return { code, params, turn: turns[whoseTurn], detail: detail ?? null };
}

function isTerminalState(state: RunState): state is TerminalRunState {
  return isOver(state);
}

/** The fact `evaluation` is a column of its own. */
function evaluationOf(facts: Facts) {
  const level = facts["evaluation"];
  const known = ["not-evaluated", "parsed", "evaluated-against-stubs", "fully-evaluated"] as const;
  const found = known.find((one) => one === level);
  return found === undefined ? {} : { evaluation: found };
}
