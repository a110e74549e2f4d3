import type { Metadata } from "next";
import type { DeploymentView, RunDetails, RunEventView } from "@allotment/api";
import { Dialog, LinkButton } from "@allotment/ui";
import { durationText } from "../../../../../parts/moments.ts";
import { getCaller, requireSession } from "../../../../../server/caller.ts";
import { rawTexts, texts } from "../../../../../texts/texts.ts";
import { loadDeployment, orNotFound } from "../../../load.ts";
import { DeploymentFrame } from "../../DeploymentFrame.tsx";
import { ActionButton } from "../ActionButton.tsx";
import { Failure } from "./Failure.tsx";
import { RunFacts } from "./RunFacts.tsx";
import { RunWatcher } from "./RunWatcher.tsx";
import { Success } from "./Success.tsx";

export const metadata: Metadata = { title: texts("run")("activity.title") };

/** One run as it happens, and what it ended with. */
export default async function RunPage(props: {
  readonly params: Promise<{ readonly slug: string; readonly run: string }>;
}) {
  const { slug, run: runId } = await props.params;
  const deployment = await loadDeployment(slug);
  const isProvider = (await requireSession()).user.role === "provider";
  const caller = await getCaller();
  const run = await orNotFound(() => caller.run.get({ runId }));
  const [{ events }, { effectText }, domains] = await Promise.all([
    caller.run.eventsAfter({ runId }),
    caller.plan.get({ planId: run.planId }),
    caller.domain.list({ deploymentId: deployment.id }),
  ]);
  const failed = run.state === "failed" || run.state === "rolled-back" || run.state === "refused";
  const t = texts("run");
  return (
    <DeploymentFrame
      deployment={deployment}
      tab="activity"
      sentence={sentenceOf(run)}
      number={numberOf(run, events)}
      action={<Action run={run} deployment={deployment} />}
    >
      {failed && <Failure run={run} events={events} deployment={deployment} isProvider={isProvider} />}
      <section className="u-stack">
        <h2>{t(`run.${run.practice ? "practiceTitles" : "titles"}.${run.kind}`)}</h2>
        <RunWatcher
          key={String(run.over)}
          run={run}
          events={events}
          tools={isProvider}
          deploymentSlug={slug}
          labels={rawTexts("run").run}
        />
      </section>
      {run.state === "succeeded" && leadsToSomethingLive(run) && (
        <Success run={run} deployment={deployment} records={domains.records} />
      )}
      <RunFacts run={run} effectText={effectText} />
    </DeploymentFrame>
  );
}

function Action({ run, deployment }: { readonly run: RunDetails; readonly deployment: DeploymentView }) {
  const t = texts("run");
  const page = `/deployments/${deployment.slug}`;
  if (run.over) {
    const after = run.state === "succeeded" && (run.kind === "suspend" || run.kind === "remove") ? run.kind : null;
    if (after !== null) return <LinkButton href={`${page}/state`}>{t(`run.after.${after}`)}</LinkButton>;
    return <LinkButton href={run.state === "succeeded" ? page : `${page}/activity`}>{back(run.state)}</LinkButton>;
  }
  if (run.cancelRequested) return <p className="u-soft">{t("run.cancelling")}</p>;
  return (
    <div className="u-row">
      {!run.practice && (run.state === "awaiting-dns" || run.state === "certifying") && (
        <LinkButton href={`${page}/domains`} variant="primary">
          {t("run.waitingFor")}
        </LinkButton>
      )}
      <Dialog
        openLabel={t("run.cancel")}
        openVariant="danger"
        title={t("run.cancelTitle")}
        cancelLabel={t("run.keep")}
        action={
          <ActionButton
            does="cancelRun"
            fields={{ runId: run.id, slug: deployment.slug }}
            label={t("run.cancel")}
            variant="danger"
          />
        }
      >
        <p>{t("run.cancelBody")}</p>
      </Dialog>
    </div>
  );
}

// After settings nothing new is to be done; after the others nothing is live.
function leadsToSomethingLive({ kind }: RunDetails): boolean {
  return kind === "deploy" || kind === "rollback" || kind === "resume";
}

function back(state: RunDetails["state"]): string {
  return state === "succeeded" ? texts("run")("activity.empty.action") : texts("run")("run.back");
}

// What is said of every run, unless there is something to say of runs of its kind.
function sentenceOf({ state, kind, practice, over }: RunDetails): string {
  const { sentences, practiceSentences, kindSentences, practiceKindSentences } = rawTexts("run").run;
  const said: Readonly<Record<string, string>> = practice ? practiceSentences : sentences;
  const own: Readonly<Record<string, string>> = (practice ? practiceKindSentences : kindSentences)[kind];
  const general = over || state in said ? undefined : own["running"];
  return own[state] ?? general ?? said[state] ?? said["running"] ?? "";
}

function numberOf({ startedAt, finishedAt }: RunDetails, events: readonly RunEventView[]) {
  const t = texts("run");
  const until = finishedAt ?? events.at(-1)?.at ?? startedAt;
  return {
    value: durationText(Date.parse(until) - Date.parse(startedAt)),
    label: t(finishedAt === null ? "run.numberRunning" : "run.number"),
  };
}
