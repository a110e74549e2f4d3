/**
 * Names with which practice can be made to go wrong, so that failures can be shown and tested. The slug of the deployment
 * or of one of its instances is such a name; `<state>` is the state of the run in which it happens.
 *
 *   fail-at-<state>        fails for good; the run is failed, or rolled back from activating on
 *   fail-once-at-<state>   fails at the first attempt and succeeds at the next
 *   slow-at-<state>        takes fifteen seconds, time enough to cancel
 *   rollback-at-activating every machine but the last switches, the last one fails, and all go back
 *
 * `<state>`: provisioning, evaluating, building, copying, activating, certifying, verifying, applying, backing-up, erasing;
 * `fail-at-` also takes rolling-back, which needs another instance that makes the run go back.
 */
import type { Phase } from "@allotment/engine";
import type { Description } from "@allotment/model";

/** What a name makes happen. */
export type Mischief = "fail" | "fail-once" | "slow" | "rollback";

const prefixes: Readonly<Record<string, Mischief>> = {
  "fail-at-": "fail",
  "fail-once-at-": "fail-once",
  "slow-at-": "slow",
  "rollback-at-": "rollback",
};

const statesOfPhases: Readonly<Record<Phase, string>> = {
  provision: "provisioning",
  evaluate: "evaluating",
  build: "building",
  copy: "copying",
  activate: "activating",
  certify: "certifying",
  verify: "verifying",
  rollBack: "rolling-back",
  applySettings: "applying",
  backUp: "backing-up",
  erase: "erasing",
};

/** How long a slow phase takes. */
export const slowMilliseconds = 15_000;

/** What the names of a description make happen in a phase. */
export function mischiefIn(description: Description, phase: Phase): ReadonlySet<Mischief> {
  const names = [description.deployment, ...Object.keys(description.instances)];
  const wanted = Object.entries(prefixes).filter(([prefix]) => names.includes(`${prefix}${statesOfPhases[phase]}`));
  return new Set(wanted.map(([, mischief]) => mischief));
}
