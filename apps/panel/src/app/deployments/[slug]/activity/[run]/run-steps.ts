import type { RunEventView, RunView } from "@allotment/api/client";
import { fill, type Step, type StepState } from "@allotment/ui";
import { durationText, momentText } from "../../../../../parts/moments.ts";
import type { Texts } from "../../../../../texts/english.ts";

type Labels = Texts["run"]["run"];

/** A step with what each machine does in it. */
export interface RunStep extends Step {
  readonly machines: readonly MachineLine[];
}

/** The last that is known of one machine in a step. */
export interface MachineLine {
  readonly machine: string;
  readonly text: string;
}

/** States that every run passes before its machines have the new systems. */
const untilCopied = ["provisioning", "evaluating", "building", "copying"] as const;

const installing = ["planned", ...untilCopied, "awaiting-dns", "activating", "certifying", "verifying"] as const;

/** States of the straight line, in order, by what the run is for. */
const lines = {
  deploy: installing,
  rollback: installing,
  suspend: installing,
  resume: installing,
  settings: ["planned", "applying"],
  remove: ["planned", "backing-up", ...untilCopied, "activating", "erasing"],
} as const satisfies Readonly<Record<RunView["kind"], readonly string[]>>;

/** States on the way back; shown only where a run came there. */
const back = ["rolling-back", "cancelling"] as const;

/** More sentences than these are for the log. */
const notesMax = 3;

type StepName = (typeof lines)[RunView["kind"]][number] | (typeof back)[number];

interface Visit {
  readonly from: number;
  /** Undefined while the run is there. */
  readonly to: number | undefined;
}

/**
 * The steps of a run as its page lists them.
 *
 * @param tools whether lines of tools are shown: providers read them
 * @param now for the duration of what is under way, in milliseconds since 1970; undefined leaves that out
 */
export function runSteps(
  run: RunView,
  events: readonly RunEventView[],
  labels: Labels,
  now: number | undefined,
  tools = true,
): readonly RunStep[] {
  const visits = visitsOf(run, events);
  const names: readonly StepName[] = [...lines[run.kind], ...back.filter((name) => visits.has(name))];
  return names.map((name): RunStep => {
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
      machines: machineLines(own, labels),
      ...progressOf(own, state, labels),
      ...logOf(own, labels, tools),
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
  // What else happened is in the log; what belongs to one machine stands beside its name.
  const notes = events.filter(
    ({ type, machine, payload }) => type === "note" && machine === null && payload["code"] !== "tree-committed",
  );
  const said = [...notes.slice(0, notesMax), events.findLast(({ type }) => type === "evaluation")].map(
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
  const waiting = state === "blocked" ? [events.at(-1)?.text] : [];
  return [...new Set([...said, ...failed, ...waiting, ...again])].filter(Boolean).join(" ") || undefined;
}

// Several machines at once make one bar; what each of them does stands below it.
function progressOf(events: readonly RunEventView[], state: StepState, labels: Labels): Pick<Step, "progress"> {
  const last = new Map(events.filter(({ type }) => type === "progress").map((event) => [event.machine, event]));
  const counted = [...last.values()].filter(({ payload }) => Number(payload["expected"]) > 0);
  if (counted.length === 0 || state === "done") return {};
  const sum = (name: string) => counted.reduce((total, { payload }) => total + Number(payload[name]), 0);
  const [done, total] = [sum("done"), sum("expected")];
  const label = counted.length === 1 ? counted[0]?.text : fill(labels.together, { done, total });
  return { progress: { done, total, label: label ?? "" } };
}

function machineLines(events: readonly RunEventView[], labels: Labels): readonly MachineLine[] {
  const lines = new Map<string, string>();
  for (const { type, machine, text, payload } of events) {
    const said = type === "machine" ? outcomeOf(payload, labels) : type === "log" || type === "state" ? null : text;
    if (machine !== null && said !== null) lines.set(machine, said);
  }
  return [...lines].map(([machine, text]) => ({ machine, text }));
}

function outcomeOf({ outcome }: RunEventView["payload"], labels: Labels): string | null {
  const outcomes: Readonly<Record<string, string>> = labels.machines.outcomes;
  return outcomes[String(outcome)] ?? null;
}

function logOf(events: readonly RunEventView[], labels: Labels, tools: boolean): Pick<Step, "log"> {
  const lines = events.flatMap(({ type, at, machine, text }) => {
    if (text === null || type === "state" || (type === "log" && !tools)) return [];
    return [`${at.slice(11, 19)} ${machine === null ? "" : `${machine}: `}${text}`];
  });
  if (lines.length === 0) return {};
  return { log: { summary: fill(labels.log, { count: lines.length }), text: lines.join("\n") } };
}
