import type { RunEventRecord, RunRecord, RunState, WorkerActor } from "@allotment/store";
import type { Facts } from "../step.ts";
import type { RunStore } from "./work.ts";

/** What the events of a run say to a worker that takes it up. */
export interface History {
  /** All that steps found out, later ones over earlier ones. */
  readonly facts: Facts;
  /** How often the present state has failed since the run entered it. Waiting is not failing. */
  readonly failures: number;
}

const pageSize = 1000;

/** Reads the history of a run out of its events. */
export async function historyOf(store: RunStore, actor: WorkerActor, run: RunRecord): Promise<History> {
  let history: History = { facts: {}, failures: 0 };
  for (let after = 0; ;) {
    const events = await store.runs.events(actor, { runId: run.id, after, limit: pageSize });
    for (const event of events) history = fold(history, event, run.state);
    const last = events.at(-1);
    if (last === undefined || events.length < pageSize) return history;
    after = last.number;
  }
}

function fold(history: History, event: RunEventRecord, state: RunState): History {
  if (event.type === "facts") return { ...history, facts: { ...history.facts, ...(event.payload as Facts) } };
  // No state is entered twice, so all errors of the present one belong to this stay.
  return event.type === "error" && event.step === state ? { ...history, failures: history.failures + 1 } : history;
}
