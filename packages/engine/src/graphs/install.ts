/**
 * The states of a run that installs: one application of a plan to machines. Suspending and resuming go the same way.
 *
 *   planned       the description is checked once more and its machines are claimed
 *   provisioning  resources outside of the machines are made: buckets, databases, later machines themselves
 *   evaluating    the tree of files is written and committed, and Nix evaluates it
 *   building      Nix builds each machine's system
 *   copying       the systems are copied to the machines; what runs there is untouched until here
 *   awaiting-dns  every host name that is new, or moves, has to lead to its machine; somebody else makes the records
 *   activating    the machines switch, those with databases first
 *   certifying    the certificate authority has to sign for every host name; machines ask it by themselves
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
 * state. Waiting for somebody is not a failure: the state stays, attempts are not counted, and only its timeout ends it. The
 * DNS is waited for when everything else is ready, so that the community is there minutes after the records are.
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
  planned,
  switched,
  untilCopied,
} from "./run-states.ts";

/** The graph of runs that install. */
export const installGraph = defineGraph<RunState>({
  name: "run",
  initial: "planned",
  states: {
    planned: planned("provisioning"),
    ...untilCopied("awaiting-dns"),
    "awaiting-dns": before("await-dns", "activating", {
      timeoutSeconds: 14 * daySeconds,
      attemptsMax: 20,
      backoffSeconds: [5, 60, 300],
    }),
    activating: activating("certifying"),
    // Authorities count some limits by the week.
    certifying: switched("certify", "verifying", {
      timeoutSeconds: 14 * daySeconds,
      attemptsMax: 20,
      backoffSeconds: networkBackoff,
    }),
    verifying: switched("verify", "succeeded", {
      timeoutSeconds: hourSeconds,
      attemptsMax: 8,
      backoffSeconds: [2, 5, 10, 30],
    }),
    ...endings,
  },
});
