import type { DeploymentView, RunDetails, RunEventView } from "@allotment/api";
import { supportReport, type ReportFacts } from "@allotment/model";

/** What somebody who helps needs to know about a run that did not go through. No secret and no personal data. */
export function runReport(run: RunDetails, deployment: DeploymentView, events: readonly RunEventView[]): string {
  return supportReport({
    about: "run",
    id: run.id,
    deployment: deployment.slug,
    practice: run.practice,
    state: run.state,
    step: events.findLast(({ type }) => type === "error")?.step ?? null,
    since: run.startedAt,
    until: run.finishedAt,
    trouble: troubleOf(run),
    evaluation: run.evaluation,
    versions: [],
    machines: run.machines,
    looks: [],
    runs: [],
  });
}

function troubleOf({ error, refusal }: RunDetails): ReportFacts["trouble"] {
  if (error === null) return refusal && { code: refusal.code, sentences: [refusal.summary] };
  // What a tool said is there for providers only.
  return { code: error.code, sentences: [error.summary, ...(error.detail ? [error.detail] : [])] };
}
