import type { RunEventView, RunView } from "@allotment/api/client";
import { fill, type Step, type StepState } from "@allotment/ui";
import { durationText, momentText } from "../../../../../parts/moments.ts";
import type { Texts } from "../../../../../texts/english.ts";

type Labels = Texts["run"]["run"];

/** States of the straight line, in order. */
const line = ["planned", "provisioning", "evaluating", "building", "copying", "activating", "verifying"] as const;

/** States on the way back; shown only where a run came there. */
const back = ["rolling-back", "cancelling"] as const;

type StepName = (typeof line)[number] | (typeof back)[number];

interface Visit {
  readonly from: number;
  /** Undefined while the run is there. */
  readonly to: number | undefined;
}

/**
 * The steps of a run as its page lists them.
 *
 * @param now for the duration of what is under way, in milliseconds since 1970; undefined leaves that out
 */
export function runSteps(
  run: RunView,
  events: readonly RunEventView[],
  labels: Labels,
  now: number | undefined,
): readonly Step[] {
  const visits = visitsOf(run, events);
  const names: readonly StepName[] = [...line, ...back.filter((name) => visits.has(name))];
  return names.map((name): Step => {
    const visit = visits.get(name);
    const own = events.filter(({ step }) => step === name);
    const state = stateOf(run, visit, own);
    const until = visit?.to ?? now;
    return {
      id: name,
      title: labels.steps[name],
      state,
      stateLabel: labels.stepStates[state],
      ...(visit && until !== undefined ? { duration: durationText(until - visit.from) } : {}),
      detail: detailOf(run, own, state, labels),
      ...progressOf(own, state),
      ...logOf(own, labels),
    };
  });
}

// When the run came to each state and left it, by the events "state" and, for the present one, the run itself.
function visitsOf(run: RunView, events: readonly RunEventView[]): ReadonlyMap<string, Visit> {
  const moves = events.filter(({ type }) => type === "state");
  const visits = new Map<string, Visit>();
  let at = { name: "planned", from: Date.parse(run.startedAt) };
  if (run.state === "requested" || run.state === "refused") return visits;
  for (const move of moves) {
    const time = Date.parse(move.at);
    const { to } = move.payload;
    if (typeof to !== "string") continue;
    if (to === at.name) continue;
    visits.set(at.name, { from: at.from, to: time });
    at = { name: to, from: time };
  }
  if (!run.over) visits.set(at.name, { from: at.from, to: undefined });
  else if (!visits.has(at.name)) visits.set(at.name, { from: at.from, to: Date.parse(run.finishedAt ?? run.since) });
  return visits;
}

function stateOf(run: RunView, visit: Visit | undefined, events: readonly RunEventView[]): StepState {
  if (visit === undefined) return run.over ? "skipped" : "waiting";
  if (visit.to === undefined) {
    return events.at(-1)?.type === "waiting" ? "blocked" : "running";
  }
  const gaveUp = events.some(({ type, payload }) => type === "error" && payload["nextAttemptAt"] === null);
  return gaveUp ? "failed" : "done";
}

function detailOf(run: RunView, events: readonly RunEventView[], state: StepState, labels: Labels): string | undefined {
  // What else happened is in the log.
  const said = [events.find(({ type }) => type === "note"), events.findLast(({ type }) => type === "evaluation")].map(
    (event) => event?.text,
  );
  const again =
    state === "running" && run.error !== null && run.nextAttemptAt !== null
      ? [run.error.summary, fill(labels.again, { when: momentText(run.nextAttemptAt) })]
      : [];
  const failed =
    state === "failed"
      ? events
          .filter(({ type }) => type === "error")
          .map(({ text }) => text)
          .slice(-1)
      : [];
  return [...new Set([...said, ...failed, ...again])].filter(Boolean).join(" ") || undefined;
}

function progressOf(events: readonly RunEventView[], state: StepState): Pick<Step, "progress"> {
  const last = events.findLast(({ type }) => type === "progress");
  const [done, total] = [Number(last?.payload["done"]), Number(last?.payload["expected"])];
  if (last === undefined || state === "done" || !(total > 0)) return {};
  return { progress: { done, total, label: last.text ?? "" } };
}

function logOf(events: readonly RunEventView[], labels: Labels): Pick<Step, "log"> {
  const lines = events.flatMap(({ type, at, machine, text }) => {
    if (text === null || type === "state") return [];
    return [`${at.slice(11, 19)} ${machine === null ? "" : `${machine}: `}${text}`];
  });
  if (lines.length === 0) return {};
  return { log: { summary: fill(labels.log, { count: lines.length }), text: lines.join("\n") } };
}
