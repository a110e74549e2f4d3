import type { LeasedRun, WorkerActor } from "@allotment/store";
import type { Clock } from "../clock.ts";
import { alwaysUnharmed, nothingSwitched, whileErasing, type StepFailure, type Unharmed } from "../failure.ts";
import { nextState, type WorkingState } from "../graph.ts";
import { graphOf } from "../graphs/index.ts";
import { grantMutation } from "../grant.ts";
import { seededRandom, seedOf } from "../random.ts";
import type { StepContext, StepResult } from "../step.ts";
import type { RunState } from "@allotment/store";
import { handlers, previousGenerationsOf } from "./handlers.ts";
import { historyOf, type History } from "./history.ts";
import { CancelRequestedError, DeadlineError, LeaseLostError, ShutdownError } from "./interruptions.ts";
import { eventRecorder, held } from "./recorder.ts";
import { loadSubject, machinesInOrder } from "./subject.ts";
import { pull, settle, workingState, type Holding } from "./transition.ts";
import { whileHeld } from "./watch.ts";
import type { ReportProblem, RunStore, RunSubject, RunWork } from "./work.ts";

/** What moving runs needs. */
export interface RunEngine {
  readonly store: RunStore;
  readonly actor: WorkerActor;
  readonly work: RunWork;
  readonly clock: Clock;
  readonly leaseSeconds: number;
  readonly report: ReportProblem;
  /** Aborted when the worker stops. */
  readonly shutdown: AbortSignal;
}

/**
 * Moves a run one step and lets go of it. Never throws for what the run does: that is written down with the run. When the
 * lease was lost nothing is written, for somebody else is at it.
 */
export async function stepRun(engine: RunEngine, run: LeasedRun): Promise<void> {
  const state = workingState(run);
  if (state === undefined) return;
  let holding: Holding = { ...engine, run, failures: 0 };
  try {
    const history = await historyOf(engine.store, engine.actor, run);
    holding = { ...holding, failures: history.failures };
    if (run.cancelRequestedAt !== null && state.on.cancel !== undefined) return await pull(holding, "cancel", null);
    if (engine.clock.now() >= deadlineOf(run, state)) return await pull(holding, "timed-out", timedOut(run));
    await settle(holding, state, await attempt(engine, run, state, history));
  } catch (error) {
    await settleInterruption(engine, holding, state, error);
  }
}

function attempt(
  engine: RunEngine,
  run: LeasedRun,
  state: WorkingState<RunState>,
  history: History,
): Promise<StepResult> {
  const deadline = deadlineOf(run, state);
  const watched = { ...engine, run, deadline, cancellable: nextState(graphOf(run), run.state, "cancel") !== undefined };
  return whileHeld(watched, async (signal) => {
    const subject = await loadSubject(engine.store, engine.actor, run);
    const context = contextOf(engine, run, subject, { history, deadline, signal });
    const handler = handlers[state.handler];
    if (handler === undefined) throw new Error(`no handler is called ${state.handler}`);
    return handler({
      ...engine,
      subject,
      context,
      grant: grantMutation(run.fencing),
      record: async (events) => {
        held(await engine.store.runs.append(engine.actor, { runId: run.id, fencing: run.fencing, events }));
      },
    });
  });
}

function deadlineOf(run: LeasedRun, state: WorkingState<RunState>): number {
  return Date.parse(run.since) + state.timeoutSeconds * 1000;
}

interface Attempt {
  readonly history: History;
  readonly deadline: number;
  readonly signal: AbortSignal;
}

function contextOf(
  { store, actor, clock }: RunEngine,
  run: LeasedRun,
  subject: RunSubject,
  { history, deadline, signal }: Attempt,
): StepContext {
  const { facts, failures } = history;
  return {
    run: run.id,
    deployment: subject.deployment,
    description: subject.description,
    deployed: subject.deployed,
    environmentId: subject.environmentId,
    environment: subject.environment,
    tree: null,
    machines: machinesInOrder(subject.description),
    previousGenerations: previousGenerationsOf(facts),
    facts,
    fencing: run.fencing,
    attempt: failures + 1,
    deadline,
    signal,
    clock,
    random: seededRandom(seedOf(`${run.id} ${run.state}`)),
    emit: eventRecorder(store, actor, subject, run),
  };
}

/** A step that did not come to a result: interrupted on purpose, or broken by something nobody thought of. */
async function settleInterruption(
  engine: RunEngine,
  holding: Holding,
  state: WorkingState<RunState>,
  error: unknown,
): Promise<void> {
  const { run } = holding;
  if (error instanceof LeaseLostError) return;
  try {
    if (error instanceof CancelRequestedError) return await pull(holding, "cancel", null);
    if (error instanceof DeadlineError) return await pull(holding, "timed-out", timedOut(run));
    if (error instanceof ShutdownError) {
      await engine.store.runs.release(engine.actor, { runId: run.id, fencing: run.fencing });
      return;
    }
    engine.report({ run: run.id, step: run.state, error });
    await settle(holding, state, { kind: "failed", failure: unexpected(run, error) });
  } catch (second) {
    // The store does not answer, or the lease is gone: the lease runs out and the run is taken up again.
    if (!(second instanceof LeaseLostError)) engine.report({ run: run.id, step: run.state, error: second });
  }
}

const switchedStates: ReadonlySet<RunState> = new Set([
  "activating",
  "certifying",
  "verifying",
  "rolling-back",
  "cancelling",
]);

function unharmedIn({ state }: LeasedRun): readonly Unharmed[] {
  if (state === "erasing") return whileErasing;
  return switchedStates.has(state) ? alwaysUnharmed : nothingSwitched;
}

function timedOut(run: LeasedRun): StepFailure {
  const hours = Math.round(((workingState(run)?.timeoutSeconds ?? 0) / 3600) * 100) / 100;
  return {
    code: "timed-out",
    params: { state: run.state, hours },
    whoseTurn: "provider",
    unharmed: unharmedIn(run),
    retryable: false,
  };
}

/** What was thrown may hold anything, so nothing of it is told but whether the disk was full. */
function unexpected(run: LeasedRun, error: unknown): StepFailure {
  return {
    code: isDiskFull(error) ? "disk-full" : "unexpected",
    params: { state: run.state },
    whoseTurn: "provider",
    unharmed: unharmedIn(run),
    retryable: true,
  };
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "ENOSPC") || error.message.includes("No space left on device");
}
