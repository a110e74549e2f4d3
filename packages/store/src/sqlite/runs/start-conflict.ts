import type { DesiredState, RunKind } from "../../records.ts";
import type { StaleReason, StoreConflict } from "../../result.ts";
import { type DesiredFacts, desiredConflict } from "./desired-conflict.ts";

/** Everything that decides whether a plan may start, read in the transaction that starts it. */
export interface StartFacts extends DesiredFacts {
  readonly kind: RunKind;
  readonly plan: {
    readonly desired: DesiredState;
    readonly parentDigest: string | null;
    readonly configurationRevisionId: string;
    readonly environmentRevisionId: string;
    /** Codes of its warnings. */
    readonly warnings: readonly string[];
  };
  readonly deployedDescriptionDigest: string | null;
  /** Whether the plan is the one that is deployed. */
  readonly isDeployed: boolean;
  readonly stagedRevisionId: string | null;
  readonly currentEnvironmentRevisionId: string;
  readonly operatorDisabled: boolean;
  readonly environmentOpen: boolean;
  /** Another run of the deployment, under way or asked for. */
  readonly activeRunId: string | null;
  /** Machines of the plan that belong to other deployments. */
  readonly machinesTaken: readonly string[];
  /** Shared offers (`type/name`) of which others took too much meanwhile. */
  readonly offersTaken: readonly string[];
  readonly domainConflict: StoreConflict | null;
  readonly acknowledged: readonly string[];
}

/** Why a plan cannot start; null when it can. What the reader can do least about comes first. */
export function resolveStartConflict(facts: StartFacts): StoreConflict | null {
  // What stops or ends is possible everywhere and always: it takes nothing that is not there already.
  const stops = facts.kind === "suspend" || facts.kind === "remove";
  if (facts.operatorDisabled && !stops) return { code: "operator-disabled" };
  if (!facts.environmentOpen && !stops) return { code: "environment-closed" };
  if (facts.activeRunId !== null) return { code: "run-active", runId: facts.activeRunId };
  const desired = desiredConflict(facts);
  if (desired) return desired;
  // What is deployed can be set once more, whatever became of what it was planned from.
  const again = facts.kind === "settings" && facts.isDeployed;
  const reasons = again ? [] : staleReasons(facts);
  if (reasons.length > 0) return { code: "plan-stale", reasons };
  if (facts.machinesTaken.length > 0) return { code: "machine-claimed", machines: facts.machinesTaken };
  if (facts.offersTaken.length > 0) return { code: "offer-claimed", offers: facts.offersTaken };
  if (facts.domainConflict) return facts.domainConflict;
  // They were agreed to when what is deployed now was.
  if (again || !changesConfiguration[facts.kind]) return null;
  const missing = facts.plan.warnings.filter((code) => !facts.acknowledged.includes(code));
  return missing.length > 0 ? { code: "not-acknowledged", diagnostics: [...new Set(missing)] } : null;
}

/** Kinds that bring what is staged into the environment as it is now; the others keep to what is deployed. */
const changesConfiguration: Readonly<Record<RunKind, boolean>> = {
  deploy: true,
  rollback: true,
  settings: true,
  suspend: false,
  resume: false,
  remove: false,
};

/** What runs of these kinds make true; the others keep to what is wanted already. */
const madeTrue: Readonly<Partial<Record<RunKind, DesiredState>>> = {
  suspend: "suspended",
  resume: "running",
  remove: "removed",
};

function staleReasons(facts: StartFacts): StaleReason[] {
  const { plan, deployedDescriptionDigest, stagedRevisionId, currentEnvironmentRevisionId } = facts;
  const reasons: StaleReason[] = [];
  if (plan.parentDigest !== deployedDescriptionDigest) {
    reasons.push({ what: "deployed", planned: plan.parentDigest, present: deployedDescriptionDigest });
  }
  const wanted = madeTrue[facts.kind] ?? facts.desired;
  if (plan.desired !== wanted) reasons.push({ what: "desired", planned: plan.desired, present: wanted });
  if (!changesConfiguration[facts.kind]) return reasons;
  if (plan.configurationRevisionId !== stagedRevisionId) {
    reasons.push({ what: "staged", planned: plan.configurationRevisionId, present: stagedRevisionId });
  }
  if (plan.environmentRevisionId !== currentEnvironmentRevisionId) {
    const planned = plan.environmentRevisionId;
    reasons.push({ what: "environment", planned, present: currentEnvironmentRevisionId });
  }
  return reasons;
}
