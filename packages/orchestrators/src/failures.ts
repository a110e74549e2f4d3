import { alwaysUnharmed, nothingSwitched, type StepFailure } from "@allotment/engine";
import type { Slug } from "@allotment/model";

const forProvider = { whoseTurn: "provider", retryable: false } as const;

/** A machine of the description that the environment does not have. */
export function unknownMachine(machine: Slug): StepFailure {
  return { ...forProvider, code: "unknown-machine", params: { machine }, unharmed: nothingSwitched };
}

/** A machine has seen a newer worker than the one that asks. */
export function staleWorker(machine: Slug): StepFailure {
  return { ...forProvider, code: "stale-worker", params: { machine }, unharmed: nothingSwitched };
}

/** A machine runs something else than was installed. */
export function otherSystem(machine: Slug): StepFailure {
  return { ...forProvider, code: "other-system", params: { machine }, unharmed: alwaysUnharmed };
}
