import type { DeploymentSummary } from "@allotment/api";
import { Badge, EmptyState, Table } from "@allotment/ui";
import { texts } from "../../../texts/texts.ts";

/** What an operator runs. */
export function Deployments({ deployments }: { readonly deployments: readonly DeploymentSummary[] }) {
  const t = texts("operators");
  return (
    <Table
      caption={t("deployments.title")}
      rows={deployments}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon="application" title={t("deployments.emptyTitle")}>
          <p>{t("deployments.emptySentence")}</p>
        </EmptyState>
      }
      columns={[
        {
          key: "title",
          header: t("deployments.name"),
          cell: ({ slug, title }) => <a href={`/deployments/${slug}`}>{title}</a>,
        },
        {
          key: "status",
          header: t("columns.state"),
          cell: ({ status, environment }) =>
            texts("fleet")(`${environment.practice ? "practiceStatus" : "status"}.${status}`),
        },
        {
          key: "applications",
          header: t("deployments.applications"),
          cell: ({ instances }) => instances.map(({ name }) => name).join(", ") || null,
        },
        {
          key: "environment",
          header: t("deployments.environment"),
          cell: ({ environment }) => (
            <div className="u-stack-tight">
              <span>{environment.name}</span>
              {environment.practice && <Badge icon="practice">{texts("common")("practice")}</Badge>}
            </div>
          ),
        },
      ]}
    />
  );
}
