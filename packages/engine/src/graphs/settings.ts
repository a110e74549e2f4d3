/**
 * The states of a run that changes settings in seconds. Nothing is evaluated, built or copied.
 *
 *   planned     the description is checked once more
 *   applying    the applications' own commands set what changed on the running instances, and the tree is committed
 *   succeeded   it holds
 *   failed      a command did not succeed; what it was to set is as it was, and settings of other instances may hold already
 *   cancelling  somebody asked to stop before anything was set
 *   cancelled   nothing was set
 *
 * `applying` takes seconds, and what a command has set is not taken back half way: nobody can cancel it. Setting the same once
 * more changes nothing, so a worker that was killed begins again.
 */
import type { RunState } from "@allotment/store";
import { defineGraph } from "../graph.ts";
import { back, minuteSeconds, onlyForward, planned, terminal } from "./run-states.ts";

/** The graph of runs that only change settings. */
export const settingsGraph = defineGraph<RunState>({
  name: "settings-run",
  initial: "planned",
  states: {
    planned: planned("applying"),
    applying: onlyForward("apply-settings", "succeeded", {
      timeoutSeconds: 10 * minuteSeconds,
      attemptsMax: 3,
      backoffSeconds: [1, 5],
    }),
    cancelling: back("roll-back", "cancelled"),
    succeeded: terminal,
    cancelled: terminal,
    failed: terminal,
  },
});
