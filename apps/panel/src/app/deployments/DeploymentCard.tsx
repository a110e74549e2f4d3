import type { DeploymentSummary } from "@allotment/api";
import { Badge, Card, Status } from "@allotment/ui";
import { momentText } from "../../parts/moments.ts";
import { texts } from "../../texts/texts.ts";
import { statusOf } from "./status.ts";

/** One deployment of the list: what it is called, how it stands, what it runs and where that is reached. */
export function DeploymentCard({
  deployment,
  operatorName,
}: {
  readonly deployment: DeploymentSummary;
  readonly operatorName: string;
}) {
  const t = texts("deployments");
  const status = statusOf(deployment);
  const { environment, instances } = deployment;
  return (
    <Card
      title={deployment.title}
      href={`/deployments/${deployment.slug}`}
      meta={<Status tone={status.tone}>{status.text}</Status>}
      footer={
        <>
          <span>{t("operatorLine", { operator: operatorName, environment: environment.name })}</span>
          {environment.practice && <Badge icon="practice">{t("practice")}</Badge>}
        </>
      }
    >
      {instances.length === 0 ? (
        <p>{t("noApplications")}</p>
      ) : (
        <ul className="u-plain-list">
          {instances.map((instance) => (
            <li key={instance.slug}>
              {instance.name}
              {instance.web === null ? ` · ${instance.slug}` : ` · ${instance.web}`}
            </li>
          ))}
        </ul>
      )}
      <p className="u-small">{waiting(deployment) ?? t("updated", { when: momentText(deployment.draftUpdatedAt) })}</p>
    </Card>
  );
}

function waiting({ draftChanged, stagedChanged, status, environment }: DeploymentSummary): string | null {
  const t = texts("deployments");
  if (status === "draft" || status === "installing") return null;
  if (draftChanged) return t("changedDraft");
  return stagedChanged && status.startsWith("live")
    ? t(environment.practice ? "changedSavedPractice" : "changedSaved")
    : null;
}
