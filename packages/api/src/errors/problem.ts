import type { Params } from "@allotment/model";
import type { SpokenDiagnostic } from "../view/sentences.ts";
import type { ErrorCode } from "./codes.ts";
import type { ProblemDetails } from "./details.ts";

/** What a person reads when something was refused, and what the page may offer. It never holds a stack or a secret. */
export interface Problem {
  readonly code: ErrorCode;
  /** What happened. */
  readonly summary: string;
  /** What is unharmed. */
  readonly unharmed: string;
  /** What to do now. */
  readonly next: string;
  readonly params: Params;
  /** What is wrong with the input or document, field by field; empty for other problems. */
  readonly diagnostics: readonly SpokenDiagnostic[];
  /** More to offer: the other person's draft, the run that is under way; null when there is nothing more. */
  readonly details: ProblemDetails | null;
}

/**
 * The problem behind an error, on the server (`createCaller`) and in the browser (tRPC's client) alike; null when the
 * error is none of ours (no connection, a defect).
 */
export function problemOf(error: unknown): Problem | null {
  if (typeof error !== "object" || error === null) return null;
  if ("problem" in error && isProblem(error.problem)) return error.problem;
  if ("data" in error && typeof error.data === "object" && error.data !== null && "problem" in error.data) {
    return isProblem(error.data.problem) ? error.data.problem : null;
  }
  return "cause" in error && error.cause !== error ? problemOf(error.cause) : null;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "summary" in value && "next" in value;
}
