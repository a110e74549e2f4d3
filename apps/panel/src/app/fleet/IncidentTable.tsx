import type { IncidentView } from "@allotment/api";
import { Status, Table } from "@allotment/ui";
import { momentText } from "../../parts/moments.ts";
import { texts } from "../../texts/texts.ts";

/** Troubles that are open, worst first: what it is, whose turn it is, since when. Nothing is shown for none. */
export function IncidentTable({ incidents }: { readonly incidents: readonly IncidentView[] }) {
  if (incidents.length === 0) return null;
  const t = texts("fleet");
  return (
    <Table
      caption={t("incidents.title")}
      rows={incidents.toSorted(byUrgency)}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "deployment",
          header: t("columns.title"),
          cell: ({ deployment: { slug, title } }) => <a href={`/deployments/${slug}/health`}>{title}</a>,
        },
        {
          key: "what",
          header: t("incidents.what"),
          cell: ({ id, deployment: { slug }, severity, title, advice }) => (
            <div className="u-stack-tight">
              <a href={`/deployments/${slug}/incidents/${id}`}>
                <Status tone={severity === "problem" ? "danger" : "warning"}>{title}</Status>
              </a>
              <span className="u-soft">{advice}</span>
            </div>
          ),
        },
        { key: "turn", header: t("incidents.turn"), cell: turnText },
        { key: "since", header: t("incidents.since"), cell: ({ openedAt }) => momentText(openedAt) },
      ]}
    />
  );
}

function turnText({ turn, acknowledgedByName }: IncidentView): string {
  const t = texts("fleet");
  return acknowledgedByName === null ? t(`incidents.turns.${turn}`) : t("incidents.taken", { who: acknowledgedByName });
}

// Problems before warnings, the provider's before the community's, what has been so for longest before what is new.
function byUrgency(one: IncidentView, other: IncidentView): number {
  const rank = ({ severity, turn }: IncidentView) => (severity === "problem" ? 0 : 2) + (turn === "provider" ? 0 : 1);
  return rank(one) - rank(other) || one.openedAt.localeCompare(other.openedAt);
}
