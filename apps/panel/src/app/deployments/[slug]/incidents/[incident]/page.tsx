import type { IncidentDetails } from "@allotment/api";
import { Button, CodeBlock, KeyValueList, LinkButton, PageHeader, Status, Table } from "@allotment/ui";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "../../../../../parts/ActionForm.tsx";
import { DeliveryState } from "../../../../../parts/contacts/Deliveries.tsx";
import { momentText } from "../../../../../parts/moments.ts";
import { Shell } from "../../../../../parts/Shell.tsx";
import { getCaller, requireSession } from "../../../../../server/caller.ts";
import { rawTexts, texts } from "../../../../../texts/texts.ts";
import { loadDeployment, orNotFound } from "../../../load.ts";
import { whereToLook } from "../../where-to-look.ts";
import { acknowledge } from "./actions.ts";

export const metadata: Metadata = { title: texts("notifications")("incident.happened") };

/** One trouble: what happened, what is unharmed, what to do, who was told, and a report to send along. */
export default async function IncidentPage(props: {
  readonly params: Promise<{ readonly slug: string; readonly incident: string }>;
}) {
  const { slug, incident: incidentId } = await props.params;
  const isProvider = (await requireSession()).user.role === "provider";
  const deployment = await loadDeployment(slug);
  const caller = await getCaller();
  const incident = await orNotFound(() => caller.incident.get({ incidentId }));
  if (incident.deployment.id !== deployment.id) notFound();
  const t = texts("notifications");
  const open = incident.state === "open";
  const tone = open ? (incident.severity === "problem" ? "danger" : "warning") : "success";
  const since = momentText(incident.openedAt);
  const count = incident.told.length;
  return (
    <Shell current="deployments">
      <PageHeader
        title={incident.title}
        status={<Status tone={tone}>{t(`incident.states.${incident.state}`)}</Status>}
        sentence={
          incident.closedAt === null
            ? t("incident.open", { when: since })
            : t("incident.closed", { since, until: momentText(incident.closedAt) })
        }
        number={{ value: count, label: t("incident.number", { count }) }}
        action={open && incident.acknowledgedAt === null ? <Acknowledge incident={incident} /> : undefined}
        breadcrumb={[
          { href: `/deployments/${slug}`, label: deployment.title },
          { href: `/deployments/${slug}/health`, label: t("incident.breadcrumb") },
        ]}
        breadcrumbLabel={texts("common")("breadcrumb")}
      />
      <div className="u-stack-loose">
        <Facts incident={incident} isProvider={isProvider} />
        <Ways incident={incident} slug={slug} />
        <Told incident={incident} />
        <CodeBlock title={t("incident.report")} code={incident.report} labels={rawTexts("common").copyLabels} />
      </div>
    </Shell>
  );
}

function Acknowledge({ incident: { id } }: { readonly incident: IncidentDetails }) {
  return (
    <ActionForm action={acknowledge} hidden={{ incidentId: id }} inline>
      <Button type="submit" variant="primary">
        {texts("notifications")("incident.acknowledge")}
      </Button>
    </ActionForm>
  );
}

/** Where it is put right, and the run that it is about. */
function Ways({ incident, slug }: { readonly incident: IncidentDetails; readonly slug: string }) {
  const { runId } = incident;
  const look = incident.state === "open" ? whereToLook(slug, incident) : null;
  if (look === null && runId === null) return null;
  return (
    <div className="u-row">
      {look && <LinkButton href={look.href}>{texts("health")(`troubles.go.${look.page}`)}</LinkButton>}
      {runId !== null && (
        <LinkButton href={`/deployments/${slug}/activity/${runId}`}>
          {texts("notifications")("incident.run")}
        </LinkButton>
      )}
    </div>
  );
}

function Facts({ incident, isProvider }: { readonly incident: IncidentDetails; readonly isProvider: boolean }) {
  const { text, unharmed, advice, turn, state, reopenings, acknowledgedAt, acknowledgedByName } = incident;
  const t = texts("notifications");
  const whose = turn === (isProvider ? "provider" : "operator") ? "own" : turn;
  return (
    <section className="u-stack">
      <KeyValueList
        items={[
          { key: "text", label: t("incident.happened"), value: text },
          { key: "unharmed", label: t("incident.unharmed"), value: unharmed },
          {
            key: "advice",
            label: t("incident.advice"),
            value: state === "open" ? `${t(`incident.turn.${whose}`)} ${advice}` : t("incident.nothing"),
          },
        ]}
      />
      {reopenings > 0 && <p className="u-soft">{t("incident.reopenings", { count: reopenings })}</p>}
      {acknowledgedAt !== null && (
        <p>
          {t("incident.acknowledged", {
            who: acknowledgedByName ?? t("incident.somebody"),
            when: momentText(acknowledgedAt),
          })}
        </p>
      )}
    </section>
  );
}

function Told({ incident }: { readonly incident: IncidentDetails }) {
  const t = texts("notifications");
  return (
    <Table
      caption={t("incident.told")}
      rows={incident.told}
      rowKey={({ id }) => id}
      empty={
        <p className="c-prose">
          {t("incident.toldNobody")} <a href="/notifications">{t("title")}</a>
        </p>
      }
      columns={[
        {
          key: "contact",
          header: t("contacts.columns.address"),
          cell: ({ contact }) => <span className="u-breaks">{contact}</span>,
        },
        { key: "title", header: t("deliveries.columns.title"), cell: ({ title }) => title },
        { key: "at", header: t("deliveries.columns.at"), cell: ({ createdAt }) => momentText(createdAt) },
        { key: "state", header: t("deliveries.columns.state"), cell: (one) => <DeliveryState delivery={one} /> },
      ]}
    />
  );
}
