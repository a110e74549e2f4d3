import type { Metadata } from "next";
import { CodeBlock } from "@allotment/ui";
import { getCaller } from "../../../../../server/caller.ts";
import { rawTexts, texts } from "../../../../../texts/texts.ts";
import { loadDeployment, orNotFound } from "../../../load.ts";
import { DeploymentFrame } from "../../DeploymentFrame.tsx";

interface Props {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly plan?: string; readonly path?: string }>;
}

export const metadata: Metadata = { title: texts("plan")("files.title") };

/** One file of the tree that a plan leads to. */
export default async function PlannedFilePage({ params, searchParams }: Props) {
  const deployment = await loadDeployment((await params).slug);
  const { plan: planId = "", path = "" } = await searchParams;
  const caller = await getCaller();
  const file = await orNotFound(() => caller.plan.file({ planId, path }));
  const t = texts("plan");
  return (
    <DeploymentFrame deployment={deployment} tab="plan" sentence={t("files.help")}>
      <p>
        <a href={`/deployments/${deployment.slug}/plan?plan=${planId}`}>{t("title")}</a>
      </p>
      <CodeBlock title={file.path} code={file.content} labels={rawTexts("common").copyLabels} />
    </DeploymentFrame>
  );
}
