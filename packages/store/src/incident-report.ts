import { sayFinding, supportReport } from "@allotment/model";
import type { IncidentEvidence } from "./records.ts";

/** What to copy or send along about an incident. What tools said of a run is for providers alone. */
export function incidentReport(evidence: IncidentEvidence, forProvider: boolean): string {
  const { incident, deployment, practice, versions, machines, checks, runs } = evidence;
  const { title, text, advice } = sayFinding(incident);
  const detail = runs.find(({ id }) => id === incident.runId)?.lastError?.detail ?? null;
  return supportReport({
    about: "incident",
    id: incident.id,
    deployment: deployment.slug,
    practice,
    state: incident.state,
    step: null,
    since: incident.firstSeenAt,
    until: incident.closedAt,
    trouble: {
      code: `${incident.code} ${incident.subject}`,
      sentences: [title, text, advice, ...(forProvider && detail !== null ? [detail] : [])],
    },
    evaluation: null,
    versions,
    machines: machines.map((machine) => ({ ...machine, outcome: "" })),
    looks: checks.map(({ kind, subject, outcome, since, lastAt }) => ({
      look: `${kind}/${subject}`,
      outcome,
      since,
      at: lastAt ?? "",
    })),
    runs: runs.map(({ id, kind, state, startedAt }) => ({ id, kind, state, at: startedAt })),
  });
}
