import type { DeploymentView, EnvironmentCard } from "@allotment/api";
import { Fold, KeyValueList } from "@allotment/ui";
import { rawTexts, texts } from "../../../texts/texts.ts";
import { SettingsForms } from "./SettingsForms.tsx";

/** Name and place of the deployment. */
export function SettingsFold(props: {
  readonly deployment: DeploymentView;
  readonly environments: readonly EnvironmentCard[];
}) {
  const { deployment, environments } = props;
  const t = texts("configuration");
  return (
    <Fold summary={t("settings.title")}>
      <div className="u-stack-loose">
        <KeyValueList
          items={[
            { key: "slug", label: t("settings.slug"), value: deployment.slug },
            { key: "community", label: t("settings.community"), value: deployment.operatorName },
            { key: "environment", label: t("settings.environment"), value: deployment.environment.name },
          ]}
        />
        <SettingsForms
          deploymentId={deployment.id}
          page={`/deployments/${deployment.slug}`}
          title={deployment.title}
          others={environments
            .filter(({ id, disabled }) => !disabled && id !== deployment.environment.id)
            .map(({ id, name }) => ({ value: id, label: name }))}
          moveDisabledReason={deployment.actions.setEnvironment}
          labels={rawTexts("configuration").settings}
        />
        <p>
          <a href={`/deployments/${deployment.slug}/state`}>{texts("states")("link")}</a>
        </p>
      </div>
    </Fold>
  );
}
