import {
  mayManageMembers,
  type DeploymentRecord,
  type EnvironmentRecord,
  type OperatorRecord,
  type UserActor,
} from "@allotment/store";
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
  /** Stop what is live and keep it. */
  readonly suspend: string | null;
  /** Start again what was suspended. */
  readonly resume: string | null;
  /** Take it off its machines for ever. */
  readonly remove: string | null;
  /** Take a removal back. */
  readonly keep: string | null;
  /** Erase without waiting any longer, or try again. */
  readonly eraseNow: string | null;
}

/** Whose deployment it is, where it is, and who asks. */
export interface ActionSurroundings {
  readonly operator: OperatorRecord;
  readonly environment: EnvironmentRecord | null;
  readonly actor: UserActor;
}

/** What can be done with a deployment now. The store enforces the same; this says it beforehand. */
export function deploymentActions(
  record: DeploymentRecord,
  summary: DeploymentSummary,
  surroundings: ActionSurroundings,
): DeploymentActions {
  const { operator, environment } = surroundings;
  const removed = record.removedAt === null ? null : "removed";
  const frozen = removed ?? (operator.disabledAt !== null ? "operator-disabled" : null);
  const closed = environment === null || environment.disabledAt !== null ? "environment-closed" : null;
  const running = summary.busy ? "run-active" : null;
  const unsaved = record.stagedRevisionId === null ? "nothing-saved" : null;
  const live = record.deployedPlanId !== null && !summary.environment.practice ? "deployed-elsewhere" : null;
  const standing = standingStill(summary, record);
  return {
    stage: why(frozen, summary.draftChanged ? null : "nothing-changed"),
    plan: why(frozen, standing, unsaved),
    deploy: why(frozen, closed, running, standing, unsaved),
    rollBack: why(
      frozen,
      running,
      standing,
      record.deployedPlanId === null ? "nothing-live" : null,
      summary.draftChanged ? "draft-unsaved" : null,
    ),
    cancel: why(frozen, running === null ? "no-run" : null),
    setEnvironment: why(frozen, running, live, record.removal === null ? null : "removal-pending"),
    ...stateActions(record, summary, { ...surroundings, running, removed }),
  };
}

/** Why no configuration is installed now; null where one could be. */
function standingStill({ desired, actual }: DeploymentSummary, { removal }: DeploymentRecord): string | null {
  if (removal !== null) return "removal-pending";
  return desired === "suspended" || actual === "suspended" ? "suspended" : null;
}

type StateActions = Pick<DeploymentActions, "suspend" | "resume" | "remove" | "keep" | "eraseNow">;

interface StateSurroundings extends ActionSurroundings {
  readonly running: string | null;
  readonly removed: string | null;
}

function stateActions(
  { removal, operatorId }: DeploymentRecord,
  { desired, actual }: DeploymentSummary,
  { operator, environment, actor, running, removed }: StateSurroundings,
): StateActions {
  // Providers stop and remove also what belongs to an operator whom they have disabled.
  const frozen = removed ?? (operator.disabledAt !== null && actor.role !== "provider" ? "operator-disabled" : null);
  const closed = environment === null || environment.disabledAt !== null ? "environment-closed" : null;
  const pending = removal === null ? null : "removal-pending";
  const nothing = actual === null ? "nothing-live" : null;
  const stranger = mayManageMembers(actor, operatorId) ? null : "owners-only";
  const both = (state: string) => desired === state && actual === state;
  const kept = removal === null ? "not-removing" : null;
  const erasing = removal?.erasingSince ? "erasing-begun" : null;
  return {
    suspend: why(frozen, pending, nothing, running, both("suspended") ? "already-suspended" : null),
    resume: why(
      frozen,
      pending,
      nothing,
      operator.disabledAt === null ? null : "operator-disabled",
      closed,
      running,
      both("running") ? "already-running" : null,
    ),
    remove: why(frozen, stranger, pending, running),
    keep: why(frozen, stranger, kept, erasing),
    eraseNow: why(frozen, stranger, kept),
  };
}

function why(...reasons: readonly (string | null)[]): string | null {
  const first = reasons.find((reason) => reason !== null) ?? null;
  return first === null ? null : say(`disabled.${first}`);
}
