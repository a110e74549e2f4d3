import type { DesiredState, Draft, Instant, IntentRecord, RunState } from "./records.ts";

/** What changed since a plan was made, so that it can no longer be applied. */
export type StaleReason =
  | { readonly what: "deployed"; readonly planned: string | null; readonly present: string | null }
  | { readonly what: "staged"; readonly planned: string; readonly present: string | null }
  | { readonly what: "environment"; readonly planned: string; readonly present: string }
  /** It was made for a deployment that runs, and it is to be suspended now, or the other way round. */
  | { readonly what: "desired"; readonly planned: DesiredState; readonly present: DesiredState };

/** What an operator or a deployment can have only so many of. */
export type LimitedThing =
  "deployments" | "revisions" | "secrets" | "domains" | "errands" | "looks" | "contacts" | "tests";

/** Why something was not written. Nothing was changed when one is returned. A conflict never names another tenant. */
export type StoreConflict =
  /** There is no such record, or it is not the actor's to see. */
  | { readonly code: "not-found" }
  /** The actor may see it, but not do this. */
  | { readonly code: "forbidden" }
  /** A name that must be unique is in use; `field` says which. */
  | { readonly code: "taken"; readonly field: string }
  /** Somebody saved another draft meanwhile. */
  | { readonly code: "draft-changed"; readonly current: Draft }
  /** Somebody saved another environment revision meanwhile. */
  | { readonly code: "environment-changed"; readonly currentRevisionId: string }
  /** The plan's parent is no longer what is deployed, or what it was made from has changed. */
  | { readonly code: "plan-stale"; readonly reasons: readonly StaleReason[] }
  /** Another run of this deployment is under way, or asked for. */
  | { readonly code: "run-active"; readonly runId: string }
  /** Machines that belong to another deployment. */
  | { readonly code: "machine-claimed"; readonly machines: readonly string[] }
  /** Shared offers (`type/name`) of which other deployments took so much meanwhile that the plan no longer fits. */
  | { readonly code: "offer-claimed"; readonly offers: readonly string[] }
  /** There are as many as there may be. */
  | { readonly code: "limit-reached"; readonly what: LimitedThing; readonly limit: number }
  /** Host names that somebody else has. */
  | { readonly code: "domain-claimed"; readonly hosts: readonly string[] }
  /** Host names that are permanent and cannot be given up or changed. */
  | { readonly code: "domain-frozen"; readonly hosts: readonly string[] }
  /** Warnings that must be agreed to first. */
  | { readonly code: "not-acknowledged"; readonly diagnostics: readonly string[] }
  /** The environment is disabled or not open to this operator. */
  | { readonly code: "environment-closed" }
  /** The operator is disabled. */
  | { readonly code: "operator-disabled" }
  /** The lease was lost: another worker has a higher fencing number, or the time ran out and another took it. */
  | { readonly code: "lease-lost" }
  /** Something went wrong that nobody thought of; the log of the worker knows what. */
  | { readonly code: "unexpected" }
  /** The run is in another state than was thought. */
  | { readonly code: "wrong-state"; readonly state: RunState }
  /** The intent was dealt with already. */
  | { readonly code: "already-decided"; readonly state: IntentRecord["state"] }
  /** The invitation was used, revoked or is too old. */
  | { readonly code: "invitation-invalid" }
  /** The link for the first administrator was used, renewed, or is too old. */
  | { readonly code: "claim-invalid" }
  /** The code of a test mail is wrong, too old, or was guessed at too often. */
  | { readonly code: "code-invalid" }
  /** The message is on its way already. */
  | { readonly code: "still-sending" }
  /** Another browser is being shown what this link leads to. */
  | { readonly code: "claim-busy" }
  /** Nothing real is deployed that has a first administrator. */
  | { readonly code: "nothing-to-claim" }
  /** The last provider account that can sign in would be lost. */
  | { readonly code: "last-provider" }
  /** Nothing is deployed that could be suspended, resumed or taken off its machines. */
  | { readonly code: "nothing-live" }
  /** It runs, or is suspended, already. */
  | { readonly code: "already-desired"; readonly desired: DesiredState }
  /** A removal was asked for: nothing else is done with the deployment until that is taken back. */
  | { readonly code: "removal-pending"; readonly eraseAt: Instant }
  /** No removal was asked for, or it was taken back. */
  | { readonly code: "no-removal" }
  /** Something was erased already, so that the removal cannot be taken back. */
  | { readonly code: "erasing-begun" }
  /** Nothing is left of the deployment but its record. */
  | { readonly code: "deployment-removed" }
  /** What is deployed on real machines cannot be moved this way. */
  | { readonly code: "deployed-elsewhere" }
  /** An environment that practises would begin to install, or the other way round, under what is planned for it. */
  | { readonly code: "practice-changed" };

/** The outcome of a write. */
export type StoreResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly conflict: StoreConflict };

/** A write that happened. */
export function done<Value>(value: Value): StoreResult<Value> {
  return { ok: true, value };
}

/** A write that did not happen. */
export function refused(conflict: StoreConflict): { readonly ok: false; readonly conflict: StoreConflict } {
  return { ok: false, conflict };
}

/** The answer for what does not exist and for what is somebody else's: the two look the same. */
export const notFound = refused({ code: "not-found" });

/** The answer when the actor may see something but not do this. */
export const forbidden = refused({ code: "forbidden" });
