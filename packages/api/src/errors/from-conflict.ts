import { sentence } from "@allotment/model";
import type { StaleReason, StoreConflict, StoreResult } from "@allotment/store";
import { ApiError, type ErrorExtras } from "./api-error.ts";
import type { ErrorCode } from "./codes.ts";

/** The value of a write that happened. @throws ApiError with the sentences of the conflict when it did not */
export function valueOf<Value>(result: StoreResult<Value>): Value {
  if (result.ok) return result.value;
  throw conflictError(result.conflict);
}

/** What there is. @throws ApiError `not-found` for null: what is somebody else's looks the same as what is not there */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new ApiError("not-found");
  return value;
}

/** The error for a write that was refused. */
export function conflictError(conflict: StoreConflict): ApiError {
  // A lost lease concerns workers only: reaching a person it would be a defect.
  const code: ErrorCode = conflict.code === "lease-lost" ? "unexpected" : conflict.code;
  return new ApiError(code, extrasOf(conflict));
}

function extrasOf(conflict: StoreConflict): ErrorExtras {
  switch (conflict.code) {
    case "taken":
      return { params: { field: conflict.field } };
    case "draft-changed": {
      const { etag, document, updatedByName, updatedAt } = conflict.current;
      return {
        params: { who: updatedByName ?? "unknown", when: updatedAt },
        details: { kind: "draft", current: { etag, document, updatedByName, updatedAt } },
      };
    }
    case "environment-changed":
      return { details: { kind: "environment", currentRevisionId: conflict.currentRevisionId } };
    case "plan-stale":
      return { details: { kind: "stale", reasons: conflict.reasons.map(({ what }) => sayStale(what)) } };
    case "run-active":
      return { details: { kind: "run", runId: conflict.runId } };
    case "machine-claimed":
      return named(conflict.machines);
    case "offer-claimed":
      return named(conflict.offers);
    case "limit-reached":
      return { params: { what: conflict.what, limit: conflict.limit } };
    case "domain-claimed":
    case "domain-frozen":
      return named(conflict.hosts);
    case "not-acknowledged":
      return named(conflict.diagnostics);
    case "removal-pending":
      return { params: { when: conflict.eraseAt.slice(0, 10) } };
    case "already-desired":
      return { params: { desired: conflict.desired } };
    case "wrong-state":
    case "already-decided":
      return { params: { state: conflict.state } };
    default:
      return {};
  }
}

function named(names: readonly string[]): ErrorExtras {
  return { params: { names: names.join(", "), count: names.length }, details: { kind: "names", names } };
}

/** What changed since a plan was made, in one sentence. */
export function sayStale(what: StaleReason["what"]): string {
  return sentence(`stale.${what}`);
}
