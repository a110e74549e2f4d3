import type english from "../messages/en.json";
import type { Params } from "./generated/schemas.ts";

/** Every kind of finding: those that there are sentences for. */
export type FindingCode = keyof typeof english.findings;

/**
 * Something that was seen while looking at what is deployed, and that somebody may have to do something about. Its
 * sentences are `findings.<code>.title`, `.text` and `.advice` in the message files.
 */
export interface Finding {
  readonly code: FindingCode;
  /** What it is about, e.g. a machine, a host name, a service. Code and subject together say which finding it is. */
  readonly subject: string;
  /** Values for the sentences. Text from elsewhere is cut, one line, without control characters. Never a secret. */
  readonly params: Params;
  /** Whose turn it is. */
  readonly turn: "operator" | "provider";
  /** `problem`: something does not work, or soon will not. `warning`: somebody should know. */
  readonly severity: "warning" | "problem";
}

/** Names a finding among those of one deployment: two with the same key are the same one, seen again. */
export function findingKey({ code, subject }: Pick<Finding, "code" | "subject">): string {
  return `${code} ${subject}`;
}
