import type { Metadata } from "next";
import type { DeploymentView, RemovalDecision, RevisionView, RunRow } from "@allotment/api";
import { EmptyState, LinkButton, Timeline, type TimelineItem } from "@allotment/ui";
import { momentText } from "../../../../parts/moments.ts";
import { getCaller } from "../../../../server/caller.ts";
import { texts } from "../../../../texts/texts.ts";
import { loadDeployment } from "../../load.ts";
import { DeploymentFrame } from "../DeploymentFrame.tsx";
import { ActionButton } from "./ActionButton.tsx";
import { historyOf, type HistoryEntry } from "./history.ts";
import { runTone } from "./run-tones.ts";
import { starterOf } from "./starter.ts";

export const metadata: Metadata = { title: texts("run")("activity.title") };

/** The history of a deployment: what was saved and what was installed, and the way back. */
export default async function ActivityPage({ params }: { readonly params: Promise<{ readonly slug: string }> }) {
  const deployment = await loadDeployment((await params).slug);
  const caller = await getCaller();
  const { id: deploymentId, slug, environment } = deployment;
  const [revisions, runs, removals] = await Promise.all([
    caller.configuration.list({ deploymentId, limit: 100 }),
    caller.run.list({ deploymentId, limit: 100 }),
    caller.deployment.removalHistory({ deploymentId }),
  ]);
  const t = texts("run");
  const label = t(environment.practice ? "activity.numberPractice" : "activity.number", { count: runs.length });
  const items = historyOf(revisions, runs, removals).map((entry) => itemOf(deployment, entry));
  return (
    <DeploymentFrame
      deployment={deployment}
      tab="activity"
      sentence={t("activity.sentence")}
      number={{ value: runs.length, label }}
    >
      {items.length === 0 ? (
        <EmptyState
          title={t("activity.empty.title")}
          action={
            <LinkButton href={`/deployments/${slug}`} variant="primary">
              {t("activity.empty.action")}
            </LinkButton>
          }
        >
          <p>{t("activity.empty.body")}</p>
        </EmptyState>
      ) : (
        <section className="u-stack">
          <h2>{t("activity.timeline")}</h2>
          {deployment.removedAt === null && <p className="u-soft">{t("activity.rollBackHelp")}</p>}
          <Timeline label={t("activity.timeline")} items={items} />
        </section>
      )}
    </DeploymentFrame>
  );
}

function itemOf(deployment: DeploymentView, entry: HistoryEntry): TimelineItem {
  if (entry.kind === "run") return runItem(deployment, entry.run);
  return entry.kind === "removal" ? removalItem(entry.removal) : revisionItem(deployment, entry.revision);
}

function removalItem({ number, at, decision, who }: RemovalDecision): TimelineItem {
  const t = texts("states");
  const run = texts("run");
  return {
    id: `removal ${number}`,
    title: t(`history.${decision}`),
    tone: "neutral",
    stateLabel: t("history.label"),
    time: { iso: at, text: momentText(at) },
    body: run("activity.by", { who: who ?? run("activity.somebody") }),
  };
}

function runItem({ slug, environment }: DeploymentView, run: RunRow): TimelineItem {
  const t = texts("run");
  const who = t("activity.by", { who: starterOf(run) });
  return {
    id: run.id,
    title: t(`run.${environment.practice ? "practiceTitles" : "titles"}.${run.kind}`),
    tone: runTone(run.state),
    stateLabel: t(`run.states.${run.state}`),
    time: { iso: run.startedAt, text: momentText(run.startedAt) },
    body: run.reason === "" ? who : `${who} ${t("activity.reason", { reason: run.reason })}`,
    action: <a href={`/deployments/${slug}/activity/${run.id}`}>{t("activity.watch")}</a>,
  };
}

function revisionItem(
  { id, slug, draftEtag, environment, actions }: DeploymentView,
  revision: RevisionView,
): TimelineItem {
  const t = texts("run");
  const { number, deployed, staged, message } = revision;
  const title = t(revision.rolledBackFrom === null ? "activity.saved" : "activity.rolledBack", { number });
  return {
    id: revision.id,
    title,
    tone: "neutral",
    stateLabel: t("activity.savedState"),
    time: { iso: revision.createdAt, text: momentText(revision.createdAt) },
    body: [
      t("activity.by", { who: revision.createdByName ?? t("activity.somebody") }),
      message === "" ? "" : t("activity.reason", { reason: message }),
      deployed ? t(environment.practice ? "activity.practised" : "activity.deployed") : "",
      staged && !deployed ? t("activity.staged") : "",
    ]
      .filter(Boolean)
      .join(" "),
    ...(deployed || staged
      ? {}
      : {
          action: (
            <ActionButton
              does="rollBack"
              fields={{ deploymentId: id, slug, revisionId: revision.id, etag: draftEtag }}
              label={t("activity.rollBack")}
              longLabel={`${t("activity.rollBack")}: ${title}`}
              size="small"
              disabledReason={actions.rollBack}
            />
          ),
        }),
  };
}
