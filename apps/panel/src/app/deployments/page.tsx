import type { Metadata } from "next";
import { CardGrid, EmptyState, LinkButton, PageHeader } from "@allotment/ui";
import { Shell } from "../../parts/Shell.tsx";
import { getCaller, requireSession } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { DeploymentCard } from "./DeploymentCard.tsx";
import { Removed } from "./Removed.tsx";

export const metadata: Metadata = { title: texts("deployments")("title") };

/** All deployments that the person may see: operators their own, providers everybody's. */
export default async function DeploymentsPage() {
  const session = await requireSession();
  const caller = await getCaller();
  const [deployments, removed, operators] = await Promise.all([
    caller.deployment.list(),
    caller.deployment.list({ removed: true }),
    caller.operator.list(),
  ]);
  const names = new Map(operators.map(({ id, name }) => [id, name]));
  const t = texts("deployments");
  const live = deployments.filter(({ status, environment }) => status.startsWith("live") && !environment.practice);
  const create = (
    <LinkButton href="/deployments/new" variant="primary" icon="plus">
      {t("new")}
    </LinkButton>
  );
  return (
    <Shell current="deployments">
      <PageHeader
        title={t("title")}
        sentence={`${t(`sentence.${session.user.role}`)} ${deployments.length > 0 ? t("live", { live: live.length }) : ""}`}
        {...(deployments.length > 0 && {
          number: { value: deployments.length, label: t("number", { count: deployments.length }) },
          action: create,
        })}
      />
      <div className="u-stack-loose">
        {deployments.length === 0 ? (
          <EmptyState
            icon="application"
            title={t("empty.title")}
            action={
              <LinkButton href="/deployments/new" variant="primary" icon="plus">
                {t("empty.action")}
              </LinkButton>
            }
          >
            <p>{t("empty.body")}</p>
          </EmptyState>
        ) : (
          <>
            <h2 className="u-visually-hidden">{t("list")}</h2>
            <CardGrid label={t("list")}>
              {deployments.map((deployment) => (
                <DeploymentCard
                  key={deployment.id}
                  deployment={deployment}
                  operatorName={names.get(deployment.operatorId) ?? ""}
                />
              ))}
            </CardGrid>
          </>
        )}
        <Removed deployments={removed} />
      </div>
    </Shell>
  );
}
