import { asUnavailable, StoreUnavailable } from "@allotment/store";
import { say } from "../view/sentences.ts";
import { problemFor } from "./api-error.ts";
import { problemOf, type Problem } from "./problem.ts";

/**
 * What people read about anything that was thrown on the server: a refusal's own sentences, what is the matter with the
 * database, or that nobody thought of it. It holds neither a stack nor an internal message.
 */
export function explainFailure(error: unknown): Problem {
  const problem = problemOf(error);
  if (problem) return problem;
  const found = asUnavailable(error);
  if (found instanceof StoreUnavailable)
    return problemFor("store-unavailable", { params: { why: say(found.sentence) } });
  return problemFor("unexpected");
}
