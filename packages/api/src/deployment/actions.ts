import type { DeploymentRecord, EnvironmentRecord, OperatorRecord } from "@allotment/store";
import { say } from "../view/sentences.ts";
import type { DeploymentSummary } from "./view.ts";

/** For each action null when it is possible, else the sentence that a disabled button shows. */
export interface DeploymentActions {
  /** Save the draft as ready to install. */
  readonly stage: string | null;
  /** Look at what the saved configuration would change. */
  readonly plan: string | null;
  /** Start a run. */
  readonly deploy: string | null;
  /** Go back to an earlier revision. */
  readonly rollBack: string | null;
  /** Stop the run that is under way. */
  readonly cancel: string | null;
  /** Move the draft to another environment. */
  readonly setEnvironment: string | null;
}

/** What can be done with a deployment now. The store enforces the same; this says it beforehand. */
export function deploymentActions(
  record: DeploymentRecord,
  summary: DeploymentSummary,
  operator: OperatorRecord,
  environment: EnvironmentRecord | null,
): DeploymentActions {
  const frozen = operator.disabledAt !== null ? "operator-disabled" : null;
  const closed = environment === null || environment.disabledAt !== null ? "environment-closed" : null;
  const running = summary.status === "installing" ? "run-active" : null;
  const unsaved = record.stagedRevisionId === null ? "nothing-saved" : null;
  const live = record.deployedPlanId !== null && !summary.environment.practice ? "deployed-elsewhere" : null;
  const why = (...reasons: readonly (string | null)[]) => {
    const first = reasons.find((reason) => reason !== null) ?? null;
    return first === null ? null : say(`disabled.${first}`);
  };
  return {
    stage: why(frozen, summary.draftChanged ? null : "nothing-changed"),
    plan: why(frozen, unsaved),
    deploy: why(frozen, closed, running, unsaved),
    rollBack: why(
      frozen,
      running,
      record.deployedPlanId === null ? "nothing-live" : null,
      summary.draftChanged ? "draft-unsaved" : null,
    ),
    cancel: why(frozen, running === null ? "no-run" : null),
    setEnvironment: why(frozen, running, live),
  };
}
