import type { Metadata } from "next";
import type { DeploymentView, RunRow } from "@allotment/api";
import { one, type Search } from "../../../../parts/one.ts";
import { getCaller } from "../../../../server/caller.ts";
import { rawTexts, texts } from "../../../../texts/texts.ts";
import { loadDeployment } from "../../load.ts";
import { DeploymentFrame } from "../DeploymentFrame.tsx";
import { Choices } from "./Choices.tsx";
import { ConfirmRun } from "./ConfirmRun.tsx";
import { Erased } from "./Erased.tsx";
import { daysUntil, graceOptions } from "./grace.ts";
import { Pending } from "./Pending.tsx";
import { Preview } from "./Preview.tsx";
import { removalStage, type RemovalStage } from "./removal-stage.ts";
import { RemoveForm } from "./RemoveForm.tsx";

export const metadata: Metadata = { title: texts("states")("title") };

/** What each act leads to. */
const desiredBy = { suspend: "suspended", resume: "running", remove: "removed" } as const;

type Act = keyof typeof desiredBy;

/** Pausing, resuming and removing: what each means, what it changes, and then the button. */
export default async function StatePage(props: {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Search;
}) {
  const deployment = await loadDeployment((await props.params).slug);
  const act = actOf(one((await props.searchParams)["act"]), deployment);
  const { removal, removedAt } = deployment;
  const run = removal === null || removedAt !== null ? null : await erasingRun(deployment);
  const stage = removal && removalStage({ ...deployment, removal }, run, Date.now());
  return (
    <DeploymentFrame
      deployment={deployment}
      tab={null}
      sentence={sentenceOf(deployment, act, stage)}
      number={numberOf(deployment, stage)}
    >
      {removedAt !== null ? (
        <Record deployment={deployment} />
      ) : removal !== null && stage !== null ? (
        <Pending deployment={deployment} removal={removal} stage={stage} run={run} />
      ) : act === null ? (
        <Choices deployment={deployment} />
      ) : (
        <Confirm deployment={deployment} act={act} />
      )}
    </DeploymentFrame>
  );
}

async function erasingRun({ id: deploymentId }: DeploymentView): Promise<RunRow | null> {
  const runs = await (await getCaller()).run.list({ deploymentId, active: true });
  return runs.find(({ kind }) => kind === "remove") ?? null;
}

async function Confirm({ deployment, act }: { readonly deployment: DeploymentView; readonly act: Act }) {
  const t = texts("states");
  const { id: deploymentId, slug, title, environment, actions } = deployment;
  const { practice } = environment;
  const { remove, removePractice } = rawTexts("states");
  const preview = await (await getCaller()).deployment.preview({ deploymentId, desired: desiredBy[act] });
  if (act !== "remove") return <ConfirmRun deployment={deployment} act={act} preview={preview} />;
  const { onlyDraft, backupPossible } = preview;
  return (
    <>
      <Preview preview={preview} practice={practice} />
      <section className="c-panel u-stack" aria-labelledby="remove">
        <h2 id="remove">{t("remove.title")}</h2>
        <RemoveForm
          deploymentId={deploymentId}
          slug={slug}
          live={onlyDraft ? null : { graces: graceOptions(Date.now()), backups: backupPossible }}
          disabledReason={actions.remove}
          labels={practice ? { ...remove, ...removePractice } : remove}
          named={{
            confirm: t("remove.confirm", { slug }),
            submit: onlyDraft ? t("remove.submitDraft") : t("remove.submit", { practice: String(practice), title }),
          }}
        />
      </section>
    </>
  );
}

async function Record({ deployment }: { readonly deployment: DeploymentView }) {
  const record = await (await getCaller()).deployment.erasure({ deploymentId: deployment.id });
  return record && <Erased deployment={deployment} record={record} />;
}

// What was never installed can only be removed.
function actOf(wanted: string, { actual }: DeploymentView): Act | null {
  if (actual === null) return "remove";
  return (["suspend", "resume", "remove"] as const).find((act) => act === wanted) ?? null;
}

function sentenceOf(deployment: DeploymentView, act: Act | null, stage: RemovalStage | null): string {
  const { actual, busy, environment, lastRun, removal, removedAt, stateText } = deployment;
  const t = texts("states");
  if (actual === null && removedAt === null && removal === null) {
    if (busy) return t("sentences.installing");
    // An installation that did not go through may have left something on machines.
    return t(lastRun === null ? "sentences.draft" : "sentences.remove");
  }
  const practice = String(environment.practice);
  if (removedAt === null && stage === "begun") return t("sentences.begun", { practice });
  if (removedAt === null && removal?.erasingSince === null) {
    if (stage !== "waiting") return t("sentences.due");
    if (actual !== "running") return t("sentences.removing", { practice });
  }
  if (act !== null && removal === null && removedAt === null) return t(`sentences.${act}`);
  if (!environment.practice || removal !== null || removedAt !== null) return stateText;
  return t(actual === "suspended" ? "practice.suspended" : "practice.running");
}

function numberOf({ removal, removedAt }: DeploymentView, stage: RemovalStage | null) {
  if (removal === null || removedAt !== null || stage !== "waiting") return undefined;
  const count = daysUntil(removal.eraseAt, Date.now());
  return { value: count, label: texts("states")("number.days", { count }) };
}
