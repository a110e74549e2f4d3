import type { Metadata } from "next";
import type { DeploymentView } from "@allotment/api";
import { Button, EmptyState, LinkButton } from "@allotment/ui";
import { ActionForm } from "../../../../parts/ActionForm.tsx";
import { one, type Search } from "../../../../parts/one.ts";
import { RefreshWhile } from "../../../../parts/RefreshWhile.tsx";
import { getCaller, requireSession } from "../../../../server/caller.ts";
import { rawTexts, texts } from "../../../../texts/texts.ts";
import { loadDeployment } from "../../load.ts";
import { DeploymentFrame } from "../DeploymentFrame.tsx";
import { lookNow } from "./actions.ts";
import { Applications } from "./Applications.tsx";
import { Figures } from "./Figures.tsx";
import { Incidents } from "./Incidents.tsx";
import { loadFigures } from "./load-figures.ts";
import { Machines } from "./Machines.tsx";
import { rangeOf } from "./ranges.ts";
import { headOf, isNothingSeen } from "./head.ts";
import { Troubles } from "./Troubles.tsx";
import { isUnderWay } from "./under-way.ts";

export const metadata: Metadata = { title: texts("health")("title") };

/** Whether it works, for the version that runs; its machines; figures over time; what happened. */
export default async function HealthPage(props: {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Search;
}) {
  const deployment = await loadDeployment((await props.params).slug);
  const isProvider = (await requireSession()).user.role === "provider";
  const search = await props.searchParams;
  const range = rangeOf(one(search["range"]));
  const health = await (await getCaller()).health.get({ deploymentId: deployment.id });
  const now = Date.now();
  const figures = await loadFigures(deployment.id, health, range, now);
  const { sentence, number } = headOf(deployment, health);
  const nothing = isNothingSeen(deployment, health);
  const underWay = health !== null && isUnderWay(health, Number(one(search["asked"])), now);
  return (
    <DeploymentFrame
      deployment={deployment}
      tab="health"
      sentence={sentence}
      number={number}
      action={!nothing && <LookNow deployment={deployment} />}
    >
      {nothing && <Nothing deployment={deployment} />}
      {health !== null && !nothing && (
        <>
          {underWay && <RefreshWhile labels={rawTexts("health").underWay} />}
          <Troubles findings={health.findings} slug={deployment.slug} isProvider={isProvider} />
          <Applications applications={health.applications} />
          <Machines machines={health.machines} deployment={deployment} />
          <Figures drawn={figures} range={range} page={`/deployments/${deployment.slug}`} now={now} />
          <Incidents deploymentId={deployment.id} />
        </>
      )}
    </DeploymentFrame>
  );
}

function LookNow({ deployment: { id: deploymentId, slug } }: { readonly deployment: DeploymentView }) {
  return (
    <ActionForm inline action={lookNow} hidden={{ deploymentId, slug }}>
      <Button type="submit" variant="primary" icon="reload">
        {texts("health")("look")}
      </Button>
    </ActionForm>
  );
}

function Nothing({ deployment }: { readonly deployment: DeploymentView }) {
  const t = texts("health");
  const key = deployment.environment.practice ? "practice" : "draft";
  return (
    <EmptyState
      icon="practice"
      title={t(`empty.${key}Title`)}
      action={<LinkButton href={`/deployments/${deployment.slug}`}>{t("empty.action")}</LinkButton>}
    >
      <p>{t(`empty.${key}`)}</p>
    </EmptyState>
  );
}
