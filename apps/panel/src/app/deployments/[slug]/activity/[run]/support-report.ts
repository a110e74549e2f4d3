import type { DeploymentView, RunDetails, RunEventView } from "@allotment/api";
import { texts } from "../../../../../texts/texts.ts";

/** What somebody who helps needs to know about a run that did not go through. No secret and no personal data. */
export function supportReport(run: RunDetails, deployment: DeploymentView, events: readonly RunEventView[]): string {
  const step = events.findLast(({ type }) => type === "error")?.step ?? null;
  const t = texts("run");
  return [
    t("run.report.title", { id: run.id, deployment: deployment.slug }),
    ...(run.practice ? [t("run.report.practice")] : []),
    t("run.report.state", { state: run.state }),
    ...(step === null ? [] : [t("run.report.step", { step })]),
    `${run.startedAt} – ${run.finishedAt ?? ""}`,
    t("run.report.evaluation", { evaluation: run.evaluation }),
    ...(run.error === null
      ? []
      : [
          t("run.report.error", { code: run.error.code }),
          run.error.summary,
          ...(run.error.detail ? [run.error.detail] : []),
        ]),
    ...(run.refusal === null ? [] : [t("run.report.error", { code: run.refusal.code }), run.refusal.summary]),
    ...run.machines.map(({ machine, outcome, generation }) => `${machine}: ${outcome} ${generation ?? ""}`.trim()),
  ].join("\n");
}
