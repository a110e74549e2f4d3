import type { Metadata } from "next";
import { EmptyState, LinkButton, Notice, PageHeader } from "@allotment/ui";
import { Shell } from "../../parts/Shell.tsx";
import { getCaller, requireProvider } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { momentText } from "../../parts/moments.ts";
import { FleetTable } from "./FleetTable.tsx";
import { IncidentTable } from "./IncidentTable.tsx";
import { ReportTable } from "./ReportTable.tsx";

export const metadata: Metadata = { title: texts("fleet")("title") };

/** As many as the API gives at once. */
const incidentsMax = 200;

/** Every deployment; what needs a hand comes first. */
export default async function FleetPage() {
  await requireProvider();
  const caller = await getCaller();
  const [rows, { workerRunning, workerSeenAt }, reports, incidents, health] = await Promise.all([
    caller.fleet.list(),
    caller.installation.get(),
    caller.fleet.reports(),
    caller.incident.list({ state: "open", limit: incidentsMax }),
    caller.health.overview(),
  ]);
  const troubled = new Set([
    ...incidents.map(({ deployment }) => deployment.id),
    ...health.filter(({ drifted }) => drifted.length > 0).map(({ deploymentId }) => deploymentId),
  ]);
  const urgent = rows.filter((row) => row.needsAttention || troubled.has(row.id));
  const waiting = rows.filter(
    (row) => !urgent.includes(row) && (row.status === "ready" || row.status === "saved" || row.stagedChanged),
  );
  const others = rows.filter((row) => !urgent.includes(row) && !waiting.includes(row));
  const t = texts("fleet");
  return (
    <Shell current="fleet">
      <PageHeader
        title={t("title")}
        sentence={rows.length === 0 ? t("sentenceEmpty") : t("sentence", { count: rows.length, urgent: urgent.length })}
        number={rows.length === 0 ? undefined : { value: urgent.length, label: t("number", { count: urgent.length }) }}
        action={
          rows.length === 0 ? undefined : (
            <LinkButton href="/deployments/new" variant="primary">
              {t("new")}
            </LinkButton>
          )
        }
      />
      <div className="u-stack-loose">
        {!workerRunning && (
          <Notice tone="warning" title={t("worker.title")}>
            <p>{workerSeenAt === null ? t("worker.never") : t("worker.silent", { when: momentText(workerSeenAt) })}</p>
          </Notice>
        )}
        {rows.length === 0 && (
          <EmptyState
            icon="application"
            title={t("empty.title")}
            action={
              <div className="u-row">
                <LinkButton href="/deployments/new" variant="primary">
                  {t("new")}
                </LinkButton>
                <LinkButton href="/first-day">{t("empty.firstDay")}</LinkButton>
              </div>
            }
          >
            <p>{t("empty.sentence")}</p>
          </EmptyState>
        )}
        <IncidentTable incidents={incidents} />
        <FleetTable title={t("urgent")} rows={urgent} health={health} />
        <FleetTable title={t("waiting")} rows={waiting} health={health} />
        <FleetTable title={t("others")} rows={others} health={health} />
        <ReportTable rows={reports} />
      </div>
    </Shell>
  );
}
