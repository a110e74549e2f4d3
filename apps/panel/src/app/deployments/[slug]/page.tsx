import type { Metadata } from "next";
import { schemaRegistry } from "@allotment/model";
import type { DeploymentView } from "@allotment/api";
import { Button, LinkButton } from "@allotment/ui";
import { Checklist } from "../../../parts/Checklist.tsx";
import { ClaimLink } from "../../../parts/ClaimLink.tsx";
import { getCaller, requireSession } from "../../../server/caller.ts";
import type { Texts } from "../../../texts/english.ts";
import { rawTexts, texts } from "../../../texts/texts.ts";
import { loadDeployment } from "../load.ts";
import { usualShortName } from "../new/suggestions.ts";
import { ConfigurationEditor } from "./ConfigurationEditor.tsx";
import { DeploymentFrame } from "./DeploymentFrame.tsx";
import { frozenFields } from "./frozen-fields.ts";
import { MachinesFold } from "./MachinesFold.tsx";
import { MovePractised } from "./MovePractised.tsx";
import { saveFormId } from "./save-form-id.ts";
import { SettingsFold } from "./SettingsFold.tsx";

interface Props {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly instance?: string }>;
}

/** The deployment's name in the window's title. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadDeployment((await params).slug)).title };
}

/** A deployment's configuration: forms, saved as one types, with what they would change beside them. */
export default async function ConfigurationPage({ params, searchParams }: Props) {
  const deployment = await loadDeployment((await params).slug);
  const session = await requireSession();
  const { instance } = await searchParams;
  const caller = await getCaller();
  const { id: deploymentId, operatorId } = deployment;
  const [draft, comparison, cards, environments, inside] = await Promise.all([
    caller.draft.get({ deploymentId }),
    caller.configuration.compare({ deploymentId }),
    caller.application.list(),
    caller.environment.list({ operatorId }),
    caller.settings.readBack({ deploymentId }),
  ]);
  const preview = await caller.draft.check({ deploymentId, document: draft.document });
  const used = [...new Set(Object.values(draft.document.applications).map(({ application }) => application))];
  const views = await Promise.all(used.map((application) => caller.application.get({ application })));
  const live = deployment.live !== null;
  const { practice } = deployment.environment;
  const waiting = comparison.draftAgainstDeployed.length;
  const t = texts("configuration");
  return (
    <DeploymentFrame
      deployment={deployment}
      tab="configuration"
      sentence={sentenceOf(deployment, waiting > 0)}
      number={
        live
          ? { value: waiting, label: t(practice ? "numberPractice" : "number", { count: waiting }) }
          : { value: deployment.instances.length, label: t("numberNew", { count: deployment.instances.length }) }
      }
      action={<Action deployment={deployment} />}
    >
      <MovePractised
        deployment={deployment}
        environments={environments}
        isProvider={session.user.role === "provider"}
      />
      <ClaimLink deploymentId={deploymentId} unclaimedOnly />
      {live && !practice && <Checklist deploymentId={deploymentId} openOnly />}
      <ConfigurationEditor
        key={draft.etag}
        deployment={{
          id: deploymentId,
          page: `/deployments/${deployment.slug}`,
          live,
          changeable: live && deployment.actions.deploy === null,
        }}
        inside={inside}
        initial={draft}
        preview={preview}
        comparison={comparison}
        forms={Object.fromEntries(
          views.map(({ id, manifest, optionsSchema }) => [id, { name: manifest.name, schema: optionsSchema }]),
        )}
        schemas={[schemaRegistry["common.schema.json"] ?? {}]}
        frozen={frozenFields(deployment, views, t("editor.frozen"))}
        choosable={cards.map(({ id, manifest }) => ({
          id,
          name: manifest.name,
          slug: usualShortName(manifest.purpose),
        }))}
        selected={instance ?? null}
        labels={editorLabels(practice)}
      />
      <SettingsFold deployment={deployment} environments={environments} />
      <MachinesFold deployment={deployment} />
    </DeploymentFrame>
  );
}

function Action({ deployment }: { readonly deployment: DeploymentView }) {
  const t = texts("configuration");
  const { status, lastRun, targetRunId, slug, removal } = deployment;
  // The way back stands above; nothing is installed meanwhile.
  if (removal !== null) return null;
  const running = targetRunId ?? lastRun?.id;
  if (status === "installing" && running !== undefined) {
    return (
      <LinkButton href={`/deployments/${slug}/activity/${running}`} variant="primary">
        {t("watch")}
      </LinkButton>
    );
  }
  return (
    <Button type="submit" form={saveFormId} variant="primary">
      {t("save")}
    </Button>
  );
}

function sentenceOf({ status, environment }: DeploymentView, changed: boolean): string {
  const t = texts("configuration");
  if (status === "draft") return t("sentences.draft");
  const key = status === "live" && changed ? "liveChanged" : status;
  return environment.practice ? t(`practiceSentences.${key}`) : t(`sentences.${key}`);
}

// What was only practised is never called live.
function editorLabels(practice: boolean): Texts["configuration"] {
  const labels = rawTexts("configuration");
  if (!practice) return labels;
  const { title, none, before } = labels.practice;
  const { differences } = labels;
  return { ...labels, differences: { ...differences, title, none, labels: { ...differences.labels, before } } };
}
