import type { DeploymentView, SpokenDiagnostic } from "@allotment/api";
import { Button, LinkButton, Notice } from "@allotment/ui";
import { ActionForm } from "../../../../parts/ActionForm.tsx";
import { texts } from "../../../../texts/texts.ts";
import { optionOf } from "../field-addresses.ts";
import { switchBackupsOff } from "./actions.ts";
import { PlanAgain } from "./PlanAgain.tsx";

/** Why what is saved cannot be installed: what is wrong, or which dimension ran out, and what to do. */
export function Refused(props: {
  readonly diagnostics: readonly SpokenDiagnostic[];
  readonly deployment: DeploymentView;
  readonly isProvider: boolean;
}) {
  const { diagnostics, deployment, isProvider } = props;
  const { id: deploymentId, slug } = deployment;
  const t = texts("plan");
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const short = errors.filter(({ code }) => code.startsWith("short-of-"));
  const others = errors.filter((error) => !short.includes(error));
  return (
    <Notice
      tone="warning"
      title={t("refused.title")}
      action={
        <>
          <LinkButton href={`/deployments/${slug}`} variant="primary">
            {t("toConfiguration")}
          </LinkButton>
          <PlanAgain deploymentId={deploymentId} slug={slug} label={t("planAgain")} variant="plain" />
          {isProvider && <LinkButton href="/environments">{t("refused.environments")}</LinkButton>}
          {errors.some(({ code }) => code === "minimal-backups") && (
            <ActionForm
              inline
              action={switchBackupsOff}
              hidden={{ deploymentId, slug, message: t("refused.backupsOffMessage") }}
            >
              <Button type="submit">{t("refused.backupsOff")}</Button>
            </ActionForm>
          )}
        </>
      }
    >
      <Sentences diagnostics={others} slug={slug} />
      {short.length > 0 && (
        <>
          <p>{t("refused.fit")}</p>
          <Sentences diagnostics={short} slug={slug} />
        </>
      )}
      <p>{t(isProvider ? "refused.nextProvider" : "refused.next")}</p>
    </Notice>
  );
}

function Sentences({
  diagnostics,
  slug,
}: {
  readonly diagnostics: readonly SpokenDiagnostic[];
  readonly slug: string;
}) {
  return (
    <ul className="u-list">
      {diagnostics.map(({ code, address, summary, detail }) => {
        const option = optionOf(address);
        return (
          <li key={`${code} ${address}`}>
            {option === null ? summary : <a href={`/deployments/${slug}?instance=${option.instance}`}>{summary}</a>}{" "}
            {detail}
          </li>
        );
      })}
    </ul>
  );
}
