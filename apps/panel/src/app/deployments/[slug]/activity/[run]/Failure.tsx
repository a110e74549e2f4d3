import type { DeploymentView, RunDetails, RunEventView } from "@allotment/api";
import { CodeBlock, Fold, LinkButton, Notice } from "@allotment/ui";
import { ProblemNotice } from "../../../../../parts/ProblemNotice.tsx";
import { rawTexts, texts } from "../../../../../texts/texts.ts";
import { ActionButton } from "../ActionButton.tsx";
import { runReport } from "./support-report.ts";

/** What went wrong: whose turn it is, what is unharmed, what to do, and a report to copy. */
export function Failure(props: {
  readonly run: RunDetails;
  readonly events: readonly RunEventView[];
  readonly deployment: DeploymentView;
  readonly isProvider: boolean;
}) {
  const { run, deployment } = props;
  const t = texts("run");
  const { error, refusal } = run;
  const fields = { deploymentId: deployment.id, slug: deployment.slug };
  const buttons = (
    <>
      <ActionButton
        does="tryAgain"
        fields={fields}
        label={t("run.failure.retry")}
        variant={error?.turn === "operator" ? "plain" : "primary"}
        disabledReason={deployment.actions.deploy}
      />
      <LinkButton href={`/deployments/${deployment.slug}`} variant={error?.turn === "operator" ? "primary" : "plain"}>
        {t("run.failure.configuration")}
      </LinkButton>
    </>
  );
  return (
    <section className="u-stack" aria-label={t("run.failure.title")}>
      {refusal && (
        <>
          <ProblemNotice problem={refusal} />
          <div className="u-row">{buttons}</div>
        </>
      )}
      {error && (
        <Notice tone="danger" title={error.summary} action={buttons}>
          <p>{error.action}</p>
          <p>{t(`run.failure.${props.isProvider ? "providerTurn" : "turn"}.${error.turn}`)}</p>
          <p>{t("run.failure.unharmed")}</p>
        </Notice>
      )}
      {props.isProvider && error?.detail && (
        <Fold summary={t("run.failure.detail")}>
          <pre className="c-log" tabIndex={0}>
            {error.detail}
          </pre>
        </Fold>
      )}
      <CodeBlock
        title={t("run.failure.report")}
        code={runReport(run, deployment, props.events)}
        labels={rawTexts("common").copyLabels}
      />
    </section>
  );
}
