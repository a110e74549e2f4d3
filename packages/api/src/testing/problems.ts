import { problemOf, type Problem } from "../errors/problem.ts";

/** The problem that a call is refused with. @throws Error when it is not refused, or by a defect */
export async function problemFrom(call: Promise<unknown>): Promise<Problem> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) throw new Error("the call was not refused");
  const problem = problemOf(error);
  if (problem === null) throw error;
  return problem;
}
