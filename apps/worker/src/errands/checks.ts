import { visible } from "@allotment/orchestrators";
import type { CheckedResult, ErrandCheck } from "@allotment/store";

/** Longest piece of somebody else's text that goes into an answer, in characters. */
const clipLength = 200;

/** Text from elsewhere as one short line: no control characters, nothing that turns the line around. */
export function clipped(text: string): string {
  const line = visible(text.slice(0, clipLength * 4))
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length > clipLength ? `${line.slice(0, clipLength - 1)}…` : line;
}

/** One thing that was looked at. */
export function check(
  code: string,
  outcome: ErrandCheck["outcome"],
  params: Readonly<Record<string, string | number>> = {},
): ErrandCheck {
  const safe = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === "string" ? clipped(value) : value,
  ]);
  return { code, outcome, params: Object.fromEntries(safe) };
}

/** What was looked at, with whether anything stands in the way. */
export function checked(checks: readonly ErrandCheck[]): CheckedResult {
  return { ok: checks.every(({ outcome }) => outcome !== "wrong"), checks };
}
