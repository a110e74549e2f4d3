import type { RunState } from "@allotment/store";
import type { TerminalState, WorkingState } from "../graph.ts";

// States that the graphs of runs have in common. Numbers: what a person would still wait for, with room for the slowest
// honest case.

/** Seconds of a minute. */
export const minuteSeconds = 60;
/** Seconds of an hour. */
export const hourSeconds = 60 * minuteSeconds;
/** Seconds of a day. */
export const daySeconds = 24 * hourSeconds;

/** Pauses between attempts at something that a network or a busy machine may have prevented. */
export const networkBackoff = [1, 5, 15, 60] as const;

/** How patient a state is. */
export type Patience = Pick<WorkingState<RunState>, "timeoutSeconds" | "attemptsMax" | "backoffSeconds">;

/** A state in which a run is over. */
export const terminal: TerminalState = { kind: "terminal" };

/** A state before any machine has switched: giving up leaves everything as it was. */
export function before(handler: string, done: RunState, patience: Patience): WorkingState<RunState> {
  return {
    kind: "working",
    handler,
    on: { done, failed: "failed", "timed-out": "failed", cancel: "cancelling" },
    ...patience,
  };
}

/** A state in which machines may have switched: giving up means going back. */
export function switched(handler: string, done: RunState, patience: Patience): WorkingState<RunState> {
  return {
    kind: "working",
    handler,
    on: { done, failed: "rolling-back", "timed-out": "rolling-back", cancel: "cancelling" },
    ...patience,
  };
}

/** A state that nothing leads back from: giving up leaves it half done, and nobody can stop it. */
export function onlyForward(handler: string, done: RunState, patience: Patience): WorkingState<RunState> {
  return { kind: "working", handler, on: { done, failed: "failed", "timed-out": "failed" }, ...patience };
}

/** A state on the way back, which nothing interrupts. */
export function back(handler: string, done: RunState): WorkingState<RunState> {
  return onlyForward(handler, done, { timeoutSeconds: hourSeconds, attemptsMax: 5, backoffSeconds: [1, 5, 15, 60] });
}

/** The check of the description, with which every run begins. */
export function planned(done: RunState): WorkingState<RunState> {
  return before("check", done, { timeoutSeconds: 10 * minuteSeconds, attemptsMax: 3, backoffSeconds: [1, 5] });
}

/** The way from resources to a system that is on its machines and not active yet, common to all runs that switch machines. */
export function untilCopied(done: RunState) {
  return {
    provisioning: before("provision", "evaluating", {
      timeoutSeconds: 3 * daySeconds,
      attemptsMax: 5,
      backoffSeconds: networkBackoff,
    }),
    evaluating: before("evaluate", "building", {
      timeoutSeconds: 30 * minuteSeconds,
      attemptsMax: 2,
      backoffSeconds: [1],
    }),
    building: before("build", "copying", { timeoutSeconds: 6 * hourSeconds, attemptsMax: 2, backoffSeconds: [5] }),
    copying: before("copy", done, { timeoutSeconds: 6 * hourSeconds, attemptsMax: 5, backoffSeconds: networkBackoff }),
  };
}

/** The switch of machines. */
export function activating(done: RunState): WorkingState<RunState> {
  return switched("activate", done, { timeoutSeconds: hourSeconds, attemptsMax: 2, backoffSeconds: [5] });
}

/** The ways back and the ends of runs that switch machines. */
export const endings = {
  "rolling-back": back("roll-back", "rolled-back"),
  cancelling: back("roll-back", "cancelled"),
  succeeded: terminal,
  "rolled-back": terminal,
  cancelled: terminal,
  failed: terminal,
} as const;
