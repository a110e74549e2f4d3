import { sentence, type Diagnostic, type Params } from "@allotment/model";
import { TRPCError } from "@trpc/server";
import { speak } from "../view/sentences.ts";
import { errorCodes, type ErrorCode } from "./codes.ts";
import type { ProblemDetails } from "./details.ts";
import type { Problem } from "./problem.ts";

/** What may be said beside the code. */
export interface ErrorExtras {
  readonly params?: Params;
  readonly diagnostics?: readonly Diagnostic[];
  readonly details?: ProblemDetails;
  readonly cause?: unknown;
}

/** The one error that the API throws on purpose. Its sentences are `errors.<code>` in the message files. */
export class ApiError extends TRPCError {
  readonly problem: Problem;

  constructor(code: ErrorCode, extras: ErrorExtras = {}) {
    const problem = problemFor(code, extras);
    super({ code: errorCodes[code], message: problem.summary, cause: extras.cause });
    this.name = "ApiError";
    this.problem = problem;
  }
}

/** The sentences of a refusal. */
export function problemFor(code: ErrorCode, { params = {}, diagnostics = [], details }: ErrorExtras = {}): Problem {
  const say = (part: string) => sentence(`errors.${code}.${part}`, params);
  return {
    code,
    summary: say("summary"),
    unharmed: say("unharmed"),
    next: say("next"),
    params,
    diagnostics: diagnostics.map((diagnostic) => speak(diagnostic)),
    details: details ?? null,
  };
}
