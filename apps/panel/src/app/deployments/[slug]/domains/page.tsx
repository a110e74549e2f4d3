import type { DomainsView } from "@allotment/api";
import { Button, EmptyState, LinkButton } from "@allotment/ui";
import type { Metadata } from "next";
import { ActionForm } from "../../../../parts/ActionForm.tsx";
import { getCaller } from "../../../../server/caller.ts";
import { texts } from "../../../../texts/texts.ts";
import { loadDeployment, orNotFound } from "../../load.ts";
import { DeploymentFrame } from "../DeploymentFrame.tsx";
import { lookNow } from "./actions.ts";
import { Hosts } from "./Hosts.tsx";
import { LookState } from "./LookState.tsx";
import { Note } from "./Note.tsx";
import { RecordTable } from "./RecordTable.tsx";

export const metadata: Metadata = { title: texts("domains")("title") };

/** The names of a deployment: which records they need, what was found of each, and a note for whoever makes them. */
export default async function DomainsPage(props: {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly look?: string }>;
}) {
  const deployment = await loadDeployment((await props.params).slug);
  const { look } = await props.searchParams;
  const { id: deploymentId, slug } = deployment;
  const caller = await getCaller();
  const domains = await caller.domain.list({ deploymentId });
  const note = await caller.domain.note({ deploymentId });
  const errand = look === undefined ? null : await orNotFound(() => caller.errand.get({ errandId: look }));
  const { needed, right, kind } = domains;
  const t = texts("domains");
  const asked = kind === "needed" && domains.planId !== null;
  return (
    <DeploymentFrame
      deployment={deployment}
      tab="domains"
      sentence={t(`sentence.${sentenceOf(domains)}`)}
      {...(asked && {
        number: { value: right, label: t("number", { needed }) },
        action: (
          <ActionForm action={lookNow} hidden={{ deploymentId, slug }} inline>
            <Button type="submit" variant="primary">
              {t("look.action")}
            </Button>
          </ActionForm>
        ),
      })}
    >
      {asked && <LookState errand={errand} domains={domains} slug={slug} />}
      {domains.planId === null && (
        <EmptyState
          icon="search"
          title={t("empty.title")}
          action={<LinkButton href={`/deployments/${slug}/plan`}>{t("empty.action")}</LinkButton>}
        >
          <p>{t("empty.text")}</p>
        </EmptyState>
      )}
      <Hosts hosts={domains.hosts} />
      {domains.advised.length > 0 && (
        <section className="u-stack">
          <h2>{t("advised.title")}</h2>
          <p className="u-soft">{t("advised.text")}</p>
          <RecordTable caption={t("advised.caption")} records={domains.advised} />
        </section>
      )}
      {note && kind !== "closed" && <Note note={note} about={aboutOf(domains)} />}
    </DeploymentFrame>
  );
}

function aboutOf({ kind, records, hosts }: DomainsView) {
  if (kind === "practice") return "practice";
  const own = [
    ...records.filter(({ madeBy }) => madeBy === "operator"),
    ...hosts.flatMap(({ redirect }) => redirect ?? []),
  ];
  return own.every(({ look }) => look?.right === true) ? "right" : "open";
}

function sentenceOf({ planId, kind, waitingRunId, lookedAt, needed, right }: DomainsView) {
  if (planId === null) return "none";
  if (kind !== "needed") return kind;
  if (right === needed) return "right";
  if (waitingRunId !== null) return "waiting";
  return lookedAt === null ? "new" : "open";
}
