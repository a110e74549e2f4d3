import type { NameFinding, NameOutcome } from "@allotment/store";

/** A finding where servers do not matter. */
export function plainFinding(outcome: NameOutcome, seen: readonly string[] = []): NameFinding {
  return { outcome, seen, servers: [], oldUntil: null };
}
