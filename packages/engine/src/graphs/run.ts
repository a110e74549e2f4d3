/**
 * The states of a run: one application of a plan to machines.
 *
 *   planned       the description is checked once more and its machines are claimed
 *   provisioning  resources outside of the machines are made: buckets, databases, later machines themselves
 *   evaluating    the tree of files is written and committed, and Nix evaluates it
 *   building      Nix builds each machine's system
 *   copying       the systems are copied to the machines; what runs there is untouched until here
 *   activating    the machines switch, those with databases first
 *   verifying     health is asked of the new version
 *   succeeded     what was planned is what is deployed
 *   rolling-back  a machine did not come up: every machine that switched goes back to its previous system
 *   rolled-back   the old tree is live again
 *   cancelling    somebody asked to stop: machines that switched go back as well
 *   cancelled     nothing of the run is live
 *   failed        it stopped; per machine the run records what is true there
 *
 * Transitions
 *
 *   done leads to the next state of the line; from rolling-back to rolled-back, from cancelling to cancelled.
 *   failed and timed-out lead to failed while no machine has switched, and to rolling-back from activating on. When rolling
 *   back or cancelling itself cannot be finished, the run is failed and says which machine stands where.
 *   cancel leads to cancelling from every state before succeeded in which something may still be prevented.
 *
 * Ignored: cancel while rolling back or cancelling (the machines are already on their way back), and everything in a terminal
 * state. Waiting for somebody is not a failure: the state stays, attempts are not counted, and only its timeout ends it.
 */
import type { RunState } from "@allotment/store";
import { defineGraph, type TerminalState, type WorkingState } from "../graph.ts";

const minuteSeconds = 60;
const hourSeconds = 60 * minuteSeconds;
const daySeconds = 24 * hourSeconds;

const terminal: TerminalState = { kind: "terminal" };

type Patience = Pick<WorkingState<RunState>, "timeoutSeconds" | "attemptsMax" | "backoffSeconds">;

/** A state before any machine has switched: giving up leaves everything as it was. */
function before(handler: string, done: RunState, patience: Patience): WorkingState<RunState> {
  return {
    kind: "working",
    handler,
    on: { done, failed: "failed", "timed-out": "failed", cancel: "cancelling" },
    ...patience,
  };
}

/** A state in which machines may have switched: giving up means going back. */
function switched(handler: string, done: RunState, patience: Patience): WorkingState<RunState> {
  return {
    kind: "working",
    handler,
    on: { done, failed: "rolling-back", "timed-out": "rolling-back", cancel: "cancelling" },
    ...patience,
  };
}

/** A state on the way back, which nothing interrupts. */
function back(handler: string, done: RunState): WorkingState<RunState> {
  return {
    kind: "working",
    handler,
    on: { done, failed: "failed", "timed-out": "failed" },
    timeoutSeconds: hourSeconds,
    attemptsMax: 5,
    backoffSeconds: [1, 5, 15, 60],
  };
}

/** Pauses between attempts at something that a network or a busy machine may have prevented. */
const networkBackoff = [1, 5, 15, 60] as const;

/** The graph of runs. Numbers: what a person would still wait for, with room for the slowest honest case. */
export const runGraph = defineGraph<RunState>({
  name: "run",
  initial: "planned",
  states: {
    planned: before("check", "provisioning", {
      timeoutSeconds: 10 * minuteSeconds,
      attemptsMax: 3,
      backoffSeconds: [1, 5],
    }),
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
    copying: before("copy", "activating", {
      timeoutSeconds: 6 * hourSeconds,
      attemptsMax: 5,
      backoffSeconds: networkBackoff,
    }),
    activating: switched("activate", "verifying", {
      timeoutSeconds: hourSeconds,
      attemptsMax: 2,
      backoffSeconds: [5],
    }),
    verifying: switched("verify", "succeeded", {
      timeoutSeconds: hourSeconds,
      attemptsMax: 8,
      backoffSeconds: [2, 5, 10, 30],
    }),
    "rolling-back": back("roll-back", "rolled-back"),
    cancelling: back("roll-back", "cancelled"),
    succeeded: terminal,
    "rolled-back": terminal,
    cancelled: terminal,
    failed: terminal,
  },
});
