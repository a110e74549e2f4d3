import { createRunReconciler, type RunReconciler } from "../run/reconciler.ts";
import type { RunStore } from "../run/work.ts";
import type { Clock } from "../clock.ts";
import type { Effect, SimulatedOutside } from "./simulated-work.ts";
import { simulatedWork } from "./simulated-work.ts";

/** What a dead worker's code sees. */
export class Killed extends Error {}

/** A worker that can be killed at any effect. */
export interface MortalWorker {
  readonly reconciler: RunReconciler;
  /** Effects so far, by name. */
  readonly effects: readonly string[];
  readonly isDead: () => boolean;
  /** What it reported as unexpected. */
  readonly problems: readonly unknown[];
}

/** What mortal workers share. */
export interface Ground {
  readonly store: RunStore;
  readonly outside: SimulatedOutside;
  readonly clock: Clock;
  readonly leaseSeconds: number;
}

/** Starts a worker that dies just before its nth effect (from 1), or lives for ever. */
export function mortalWorker(ground: Ground, workerId: string, diesBefore?: number): MortalWorker {
  const effects: string[] = [];
  const problems: unknown[] = [];
  let dead = false;
  const effect: Effect = async (name, happen) => {
    if (dead) throw new Killed(name);
    effects.push(name);
    if (diesBefore === effects.length) dead = true;
    if (dead) throw new Killed(name);
    return happen();
  };
  const reconciler = createRunReconciler({
    store: mortalStore(ground.store, effect),
    actor: { kind: "worker", workerId },
    work: simulatedWork(ground.outside, effect),
    clock: ground.clock,
    leaseSeconds: ground.leaseSeconds,
    report: ({ error }) => void problems.push(error),
    shutdown: new AbortController().signal,
  });
  return { reconciler, effects, isDead: () => dead, problems };
}

const writing = [
  "start",
  "acceptCancel",
  "takeDue",
  "release",
  "move",
  "retryLater",
  "finish",
  "append",
  "recordMachine",
  "refuse",
];

/** The store as one worker sees it: every write is an effect. */
function mortalStore(store: RunStore, effect: Effect): RunStore {
  return {
    ...store,
    runs: mortal(store.runs, effect),
    intents: mortal(store.intents, effect),
    machines: mortal(store.machines, effect),
  };
}

function mortal<Repository extends object>(repository: Repository, effect: Effect): Repository {
  return new Proxy(repository, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== "function" || typeof name !== "string") return method;
      if (!writing.includes(name) && name !== "observe") return method;
      return (...params: readonly unknown[]) => effect(name, () => Reflect.apply(method, target, [...params]));
    },
  });
}
