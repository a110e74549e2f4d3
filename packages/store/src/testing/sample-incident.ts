import type { IncidentFacts } from "../records.ts";
import type { IncidentLook } from "../repositories/incidents.ts";

const at = "2026-11-20T12:00:00.000Z";

/** A look that finds one trouble that was confirmed before. */
export function openedLook(deploymentId: string, facts: Partial<IncidentFacts> = {}): IncidentLook {
  const after: IncidentFacts = {
    deploymentId,
    look: "health/hello",
    code: "jobs-stand-still",
    subject: "hello",
    params: {},
    turn: "operator",
    severity: "problem",
    state: "open",
    firstSeenAt: at,
    lastSeenAt: at,
    openedAt: at,
    closedAt: null,
    misses: 0,
    reopenings: 0,
    reopenedAt: null,
    told: "opened",
    toldAt: at,
    planId: null,
    runId: null,
    ...facts,
  };
  const decide = () => [{ incidentId: null, after, tell: "opened" as const }];
  return { deploymentId, look: after.look, closedSince: at, decide };
}
