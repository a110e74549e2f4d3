/**
 * The states of a run that takes a deployment off its machines for ever. It begins when the grace period is over.
 *
 *   planned       the description is checked once more
 *   backing-up    the last backup is taken, unless it was declined
 *   provisioning … copying   as in every run; the systems that are copied have nothing of the deployment on them
 *   activating    the machines switch: nothing of the deployment runs any more, and its data is still there
 *   erasing       its data is erased; from here on nothing leads back
 *   succeeded     what was erased is recorded
 *   rolling-back, rolled-back, cancelling, cancelled   until activating, as in every run
 *   failed        it stopped; what was erased until then is recorded, and asking again goes on
 */
import type { RunState } from "@allotment/store";
import { defineGraph } from "../graph.ts";
import {
  activating,
  before,
  daySeconds,
  endings,
  hourSeconds,
  networkBackoff,
  onlyForward,
  planned,
  untilCopied,
} from "./run-states.ts";

/** The graph of runs that remove. */
export const removalGraph = defineGraph<RunState>({
  name: "removal-run",
  initial: "planned",
  states: {
    planned: planned("backing-up"),
    "backing-up": before("back-up", "provisioning", {
      timeoutSeconds: daySeconds,
      attemptsMax: 3,
      backoffSeconds: networkBackoff,
    }),
    ...untilCopied("activating"),
    activating: activating("erasing"),
    erasing: onlyForward("erase", "succeeded", {
      timeoutSeconds: 6 * hourSeconds,
      attemptsMax: 20,
      backoffSeconds: networkBackoff,
    }),
    ...endings,
  },
});
