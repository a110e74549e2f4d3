import { hasSentence } from "@allotment/model";
import type { RunError } from "@allotment/store";
import { say } from "../view/sentences.ts";

/** What people read about a failed step. */
export interface RunErrorText {
  readonly summary: string;
  /** What to do, and who. */
  readonly action: string;
}

/** What people read about a failed step. */
export function runErrorText({ code, params }: Pick<RunError, "code" | "params">): RunErrorText {
  const key = hasSentence(`run.failures.${code}.summary`) ? code : "unexpected";
  return { summary: say(`run.failures.${key}.summary`, params), action: say(`run.failures.${key}.action`, params) };
}
