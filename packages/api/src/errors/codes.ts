import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";

/** Every way in which a call can be refused, with the code of the transport. The one place that maps them. */
export const errorCodes = {
  /** Nobody is signed in. */
  "not-signed-in": "UNAUTHORIZED",
  /** Wrong user name or password; never says which. */
  "wrong-credentials": "UNAUTHORIZED",
  "account-disabled": "FORBIDDEN",
  "too-many-attempts": "TOO_MANY_REQUESTS",
  /** More changes or open streams than a person makes. */
  "too-many-requests": "TOO_MANY_REQUESTS",
  /** The request came from another site. */
  "foreign-origin": "FORBIDDEN",
  forbidden: "FORBIDDEN",
  "not-found": "NOT_FOUND",
  "invalid-input": "BAD_REQUEST",
  "input-too-large": "PAYLOAD_TOO_LARGE",
  /** The configuration or environment has errors; the diagnostics say which. */
  "invalid-document": "UNPROCESSABLE_CONTENT",
  "secret-in-clear": "UNPROCESSABLE_CONTENT",
  /** Something would be lost with the old value. */
  "secret-not-replaceable": "UNPROCESSABLE_CONTENT",
  taken: "CONFLICT",
  "draft-changed": "CONFLICT",
  /** Going back would replace changes that nobody has saved. */
  "draft-unsaved": "CONFLICT",
  "environment-changed": "CONFLICT",
  "plan-stale": "CONFLICT",
  "run-active": "CONFLICT",
  "machine-claimed": "CONFLICT",
  "offer-claimed": "CONFLICT",
  "limit-reached": "PRECONDITION_FAILED",
  "domain-claimed": "CONFLICT",
  "domain-frozen": "CONFLICT",
  "not-acknowledged": "PRECONDITION_FAILED",
  "environment-closed": "FORBIDDEN",
  "operator-disabled": "FORBIDDEN",
  "wrong-state": "CONFLICT",
  "already-decided": "CONFLICT",
  "invitation-invalid": "NOT_FOUND",
  "claim-invalid": "NOT_FOUND",
  "claim-busy": "CONFLICT",
  "code-invalid": "PRECONDITION_FAILED",
  "still-sending": "CONFLICT",
  "nothing-to-claim": "CONFLICT",
  "last-provider": "CONFLICT",
  "nothing-live": "CONFLICT",
  "already-desired": "CONFLICT",
  "removal-pending": "CONFLICT",
  "no-removal": "CONFLICT",
  "erasing-begun": "CONFLICT",
  "deployment-removed": "CONFLICT",
  /** The name that was typed is not the deployment's. */
  "not-confirmed": "PRECONDITION_FAILED",
  /** No backup can be taken where none is configured; it has to be declined in words. */
  "no-backup-to-take": "PRECONDITION_FAILED",
  /** It cannot be suspended or removed as it is; the diagnostics say why. */
  "no-plan": "UNPROCESSABLE_CONTENT",
  "deployed-elsewhere": "CONFLICT",
  "practice-changed": "CONFLICT",
  /** The worker has not published its recipient yet, so nothing can be sealed to it. */
  "worker-missing": "SERVICE_UNAVAILABLE",
  "store-unavailable": "SERVICE_UNAVAILABLE",
  unexpected: "INTERNAL_SERVER_ERROR",
} as const satisfies Readonly<Record<string, TRPC_ERROR_CODE_KEY>>;

/** Why a call was refused. */
export type ErrorCode = keyof typeof errorCodes;
