import type { Metadata } from "next";
import { EmptyState, LinkButton, Notice } from "@allotment/ui";
import { ClaimLink } from "../../../../parts/ClaimLink.tsx";
import { getCaller } from "../../../../server/caller.ts";
import { texts } from "../../../../texts/texts.ts";
import { loadDeployment } from "../../load.ts";
import { DeploymentFrame } from "../DeploymentFrame.tsx";
import { Generated } from "./Generated.tsx";
import { Given } from "./Given.tsx";
import { Readers } from "./Readers.tsx";

export const metadata: Metadata = { title: texts("secrets")("title") };

/** The secrets of a deployment: what for, who reads them, how old they are. Never their values. */
export default async function SecretsPage(props: {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly asked?: string; readonly kept?: string }>;
}) {
  const deployment = await loadDeployment((await props.params).slug);
  const { asked, kept } = await props.searchParams;
  const { id: deploymentId, slug } = deployment;
  const { live, etag, practice } = await (await getCaller()).secret.overview({ deploymentId });
  const count = live === null ? 0 : live.generated.length + live.given.length;
  const pending = live !== null && [...live.generated, ...live.given].some((secret) => secret.pending);
  const t = texts("secrets");
  return (
    <DeploymentFrame
      deployment={deployment}
      tab="secrets"
      sentence={t(live === null ? "sentence.none" : practice ? "sentence.practice" : "sentence.live")}
      number={{ value: count, label: t("number", { count }) }}
      action={
        pending && (
          <LinkButton variant="primary" href={`/deployments/${slug}`}>
            {t("asked.next")}
          </LinkButton>
        )
      }
    >
      {asked !== undefined && (
        <Notice tone="success" role="status" title={t("asked.title")}>
          <p>{t("asked.help")}</p>
        </Notice>
      )}
      {kept !== undefined && <Notice tone="success" role="status" title={t("kept.title")} />}
      {live === null ? (
        <EmptyState
          icon="lock"
          title={t("empty.title")}
          action={<LinkButton href={`/deployments/${slug}`}>{t("empty.action")}</LinkButton>}
        >
          <p>{t("empty.help")}</p>
        </EmptyState>
      ) : (
        <>
          <ClaimLink deploymentId={deploymentId} />
          <Generated key={etag} secrets={live.generated} draft={{ deploymentId, slug, etag }} />
          <Given secrets={live.given} slug={slug} />
          <Readers live={live} />
        </>
      )}
    </DeploymentFrame>
  );
}
