import type { FleetReport } from "@allotment/api";
import { Status, Table } from "@allotment/ui";
import { momentText } from "../../parts/moments.ts";
import { texts } from "../../texts/texts.ts";

/** What machines that fetch their configuration said last. Nothing is shown for none. */
export function ReportTable({ rows }: { readonly rows: readonly FleetReport[] }) {
  if (rows.length === 0) return null;
  const t = texts("fleet");
  return (
    <Table
      caption={t("reports.title")}
      rows={rows}
      rowKey={({ slug, machine }) => `${slug} ${machine}`}
      columns={[
        { key: "machine", header: t("reports.machine"), cell: ({ machine }) => machine },
        {
          key: "deployment",
          header: t("reports.deployment"),
          cell: ({ slug, title }) => <a href={`/deployments/${slug}`}>{title}</a>,
        },
        { key: "status", header: t("reports.status"), cell: (row) => <Said row={row} /> },
        { key: "commit", header: t("reports.commit"), cell: ({ commit }) => <code>{commit.slice(0, 10)}</code> },
        { key: "when", header: t("reports.when"), cell: ({ at }) => momentText(at) },
      ]}
    />
  );
}

function Said({ row: { status, generation, error } }: { readonly row: FleetReport }) {
  const t = texts("fleet");
  return (
    <div className="u-stack-tight">
      <Status tone={status === "failed" ? "danger" : "success"}>
        {t(`reports.${status}`, { generation: generation ?? 0 })}
      </Status>
      {error !== "" && <span className="u-soft">{error.split("\n").at(-1)}</span>}
    </div>
  );
}
