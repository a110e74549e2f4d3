import type { DesiredState, RemovalRecord, RunKind } from "../../records.ts";
import type { StoreConflict } from "../../result.ts";

/** What decides whether a run of a kind fits to what the operator wants of the deployment. */
export interface DesiredFacts {
  readonly kind: RunKind;
  readonly planId: string;
  /** What the operator wants. */
  readonly desired: DesiredState;
  /** What is deployed; null when nothing is. */
  readonly deployedState: DesiredState | null;
  readonly removal: Pick<RemovalRecord, "eraseAt" | "suspendPlanId" | "removePlanId"> | null;
}

/** Why a run of this kind does not fit to what is wanted; null when it does. */
export function desiredConflict(facts: DesiredFacts): StoreConflict | null {
  const { kind, planId, removal, deployedState } = facts;
  if (kind === "remove") return removal?.removePlanId === planId ? null : { code: "no-removal" };
  if (removal !== null) {
    const own = kind === "suspend" && removal.suspendPlanId === planId;
    return own ? null : { code: "removal-pending", eraseAt: removal.eraseAt };
  }
  if (kind !== "suspend" && kind !== "resume") return null;
  if (deployedState === null) return { code: "nothing-live" };
  const wanted = kind === "suspend" ? "suspended" : "running";
  return deployedState === wanted ? { code: "already-desired", desired: wanted } : null;
}
