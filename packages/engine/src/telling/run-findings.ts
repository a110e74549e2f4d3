import type { Finding } from "@allotment/model";
import type { RunRecord, RunState, UntoldRun } from "@allotment/store";

/** Where runs stand among the looks of a deployment. */
export const runLook = "run";

/** States in which a run waits for somebody, with who that is: people are told when it takes longer than a while. */
const waits: Readonly<Partial<Record<RunState, Pick<Finding, "code" | "turn">>>> = {
  "awaiting-dns": { code: "run-waiting-dns", turn: "operator" },
  certifying: { code: "run-waiting-certificate", turn: "provider" },
};

/** Those states. */
export const waitingStates = Object.keys(waits) as RunState[];

/** A run that waits for so long is told of. */
export const patienceSeconds = 3600;

/**
 * What a run that ended, or waits for long, means for its people.
 *
 * @returns the findings; null when it says nothing about troubles: it was practice, or somebody stopped it
 */
export function runFindings({ run, stage, practice }: UntoldRun): readonly Finding[] | null {
  if (practice || run.state === "cancelled") return null;
  const wait = stage === "over" ? undefined : waits[run.state];
  if (wait !== undefined) return [{ ...wait, subject: runLook, params: { kind: run.kind }, severity: "warning" }];
  if (stage !== "over") return null;
  return run.state === "succeeded" ? [] : failureOf(run);
}

function failureOf({ kind, lastError }: RunRecord): readonly Finding[] | null {
  if (lastError === null || lastError.turn === "nobody") return null;
  const { code: failure, params, turn } = lastError;
  return [{ code: "run-failed", subject: runLook, params: { ...params, kind, failure }, turn, severity: "problem" }];
}
