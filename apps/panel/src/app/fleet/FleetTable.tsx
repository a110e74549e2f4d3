import type { FleetRow, HealthSummary } from "@allotment/api";
import { Badge, Status, Table, type Tone } from "@allotment/ui";
import { FleetHealth } from "./FleetHealth.tsx";
import { momentText } from "../../parts/moments.ts";
import { texts } from "../../texts/texts.ts";

const tones: Readonly<Record<FleetRow["status"], Tone>> = {
  draft: "neutral",
  saved: "neutral",
  ready: "info",
  installing: "progress",
  live: "success",
  "live-last-run-failed": "danger",
  failed: "danger",
  suspended: "warning",
  removing: "warning",
  removed: "neutral",
};

/** Some deployments with what a provider wants to know of each. Nothing is shown for none. */
export function FleetTable(props: {
  readonly title: string;
  readonly rows: readonly FleetRow[];
  readonly health: readonly HealthSummary[];
}) {
  const { title, rows, health } = props;
  if (rows.length === 0) return null;
  const t = texts("fleet");
  return (
    <Table
      caption={title}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "title",
          header: t("columns.title"),
          cell: ({ slug, title: name }) => <a href={`/deployments/${slug}`}>{name}</a>,
        },
        { key: "status", header: t("columns.status"), cell: (row) => <FleetStatus row={row} /> },
        {
          key: "health",
          header: t("columns.health"),
          cell: (row) => {
            const found = health.find(({ deploymentId }) => deploymentId === row.id);
            return found && <FleetHealth health={found} slug={row.slug} />;
          },
        },
        {
          key: "operator",
          header: t("columns.operator"),
          cell: ({ operatorId, operatorName }) => <a href={`/operators/${operatorId}`}>{operatorName}</a>,
        },
        { key: "environment", header: t("columns.environment"), cell: (row) => <Place row={row} /> },
        {
          key: "versions",
          header: t("columns.versions"),
          cell: ({ versions, instances }) =>
            versions.join(", ") || instances.map(({ name }) => name).join(", ") || null,
        },
        { key: "machines", header: t("columns.machines"), cell: ({ machines }) => machines.join(", ") || null },
        {
          key: "run",
          header: t("columns.run"),
          cell: ({ lastRun, slug }) =>
            lastRun && (
              <a href={`/deployments/${slug}/activity/${lastRun.id}`}>
                {momentText(lastRun.finishedAt ?? lastRun.startedAt)}
              </a>
            ),
        },
      ]}
    />
  );
}

function FleetStatus({ row }: { readonly row: FleetRow }) {
  const t = texts("fleet");
  return (
    <div className="u-stack-tight">
      <Status tone={tones[row.status]}>
        {t(row.environment.practice ? `practiceStatus.${row.status}` : `status.${row.status}`)}
      </Status>
      {row.stagedChanged && row.status !== "ready" && row.status !== "saved" && (
        <span className="u-soft">{t("stagedChanged")}</span>
      )}
      {row.draftChanged && <span className="u-soft">{t("draftChanged")}</span>}
    </div>
  );
}

function Place({ row: { environment } }: { readonly row: FleetRow }) {
  return (
    <div className="u-stack-tight">
      <span>{environment.name}</span>
      {environment.practice && <Badge icon="practice">{texts("common")("practice")}</Badge>}
    </div>
  );
}
