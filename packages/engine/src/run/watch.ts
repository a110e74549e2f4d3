import type { LeasedRun, WorkerActor } from "@allotment/store";
import type { Clock } from "../clock.ts";
import { CancelRequestedError, DeadlineError, LeaseLostError, ShutdownError } from "./interruptions.ts";
import type { RunStore } from "./work.ts";

/** What a watch needs to know. */
export interface WatchOptions {
  readonly store: RunStore;
  readonly actor: WorkerActor;
  readonly clock: Clock;
  readonly run: LeasedRun;
  readonly leaseSeconds: number;
  /** In milliseconds since 1970. */
  readonly deadline: number;
  /** Whether the state can be cancelled. */
  readonly cancellable: boolean;
  /** Aborted when the worker stops. */
  readonly shutdown: AbortSignal;
}

/** How often a step under way looks whether it is still wanted. */
const lookEveryMilliseconds = 1000;

/**
 * Keeps the lease while a step is under way, and interrupts the step: at its deadline, when somebody asks to cancel, when
 * the lease is lost, when the worker stops. The signal's reason says which.
 */
export async function whileHeld<Value>(
  options: WatchOptions,
  step: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const stopped = new AbortController();
  const onShutdown = () => controller.abort(new ShutdownError("the worker stops"));
  options.shutdown.addEventListener("abort", onShutdown, { once: true });
  if (options.shutdown.aborted) onShutdown();
  const watching = watch(options, controller, stopped.signal);
  try {
    return await step(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    stopped.abort();
    options.shutdown.removeEventListener("abort", onShutdown);
    await watching;
  }
}

async function watch(options: WatchOptions, controller: AbortController, stopped: AbortSignal): Promise<void> {
  let renewAt = options.clock.now() + (options.leaseSeconds * 1000) / 3;
  try {
    while (!stopped.aborted && !controller.signal.aborted) {
      await options.clock.sleep(lookEveryMilliseconds, stopped);
      const now = options.clock.now();
      if (now >= options.deadline) controller.abort(new DeadlineError("the state lasted too long"));
      if (await cancelRequested(options)) controller.abort(new CancelRequestedError("somebody asked to cancel"));
      if (now < renewAt) continue;
      await renew(options);
      renewAt = now + (options.leaseSeconds * 1000) / 3;
    }
  } catch (error) {
    // A watch that cannot look any more must not let the step go on: somebody else may hold the run.
    if (!stopped.aborted) controller.abort(error);
  }
}

async function cancelRequested({ store, actor, run, cancellable }: WatchOptions): Promise<boolean> {
  if (!cancellable) return false;
  const present = await store.runs.get(actor, { runId: run.id });
  return present !== null && present.cancelRequestedAt !== null;
}

async function renew({ store, actor, run, leaseSeconds }: WatchOptions): Promise<void> {
  const renewed = await store.runs.renew(actor, { runId: run.id, fencing: run.fencing, leaseSeconds });
  if (!renewed.ok) throw new LeaseLostError(`the lease could not be kept (${renewed.conflict.code})`);
}
