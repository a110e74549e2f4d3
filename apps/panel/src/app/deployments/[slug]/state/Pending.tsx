import type { DeploymentView, RunRow } from "@allotment/api";
import { Button, Fold, LinkButton, Notice, TextField } from "@allotment/ui";
import { ActionForm } from "../../../../parts/ActionForm.tsx";
import { momentText } from "../../../../parts/moments.ts";
import { RefreshWhile } from "../../../../parts/RefreshWhile.tsx";
import { rawTexts, texts } from "../../../../texts/texts.ts";
import { eraseNow, keep } from "./actions.ts";
import type { RemovalStage } from "./removal-stage.ts";

/** A removal that was asked for: when, by whom, how far it is, and the way back while there is one. */
export function Pending(props: {
  readonly deployment: DeploymentView;
  readonly removal: NonNullable<DeploymentView["removal"]>;
  readonly stage: RemovalStage;
  /** The run that erases, while it is under way. */
  readonly run: RunRow | null;
}) {
  const { deployment, removal, stage, run } = props;
  const t = texts("states");
  const { backup } = removal;
  const practice = String(deployment.environment.practice);
  return (
    <>
      <Notice
        tone="warning"
        title={t(`pending.title.${stage}`, { practice, when: momentText(removal.eraseAt) })}
        action={
          run === null ? (
            <Keep deployment={deployment} removal={removal} />
          ) : (
            <LinkButton href={`/deployments/${deployment.slug}/activity/${run.id}`}>{t("pending.watch")}</LinkButton>
          )
        }
      >
        <p>
          {t("pending.asked", {
            who: removal.requestedByName ?? t("pending.somebody"),
            when: momentText(removal.requestedAt),
          })}{" "}
          {backup === "take"
            ? t("pending.backupTake", { practice })
            : t("pending.backupDeclined", { practice, words: backup.declined })}{" "}
          {removal.reason !== "" && t("pending.reason", { words: removal.reason })}
        </p>
        <p>{t(`pending.help.${stage}`)}</p>
      </Notice>
      {stage === "due" || stage === "begun" ? (
        <RefreshWhile labels={rawTexts("states").pending.underWay} />
      ) : (
        <EraseNow deployment={deployment} again={stage === "stopped"} />
      )}
    </>
  );
}

function Keep({ deployment, removal }: Pick<Parameters<typeof Pending>[0], "deployment" | "removal">) {
  if (removal.erasingSince !== null) return null;
  const { id: deploymentId, slug, actions } = deployment;
  return (
    <ActionForm inline action={keep} hidden={{ deploymentId, slug }}>
      <Button type="submit" variant="primary" {...reasonOf(actions.keep)}>
        {texts("states")("pending.keep")}
      </Button>
    </ActionForm>
  );
}

function EraseNow({ deployment, again }: { readonly deployment: DeploymentView; readonly again: boolean }) {
  const t = texts("states");
  const { id: deploymentId, slug, environment, actions } = deployment;
  const practice = String(environment.practice);
  return (
    <Fold summary={again ? t("pending.again") : t("pending.now", { practice })}>
      <ActionForm action={eraseNow} hidden={{ deploymentId, slug }}>
        <p>{t("pending.nowText")}</p>
        <TextField
          label={t("remove.confirm", { slug })}
          name="confirm"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <Button type="submit" variant="danger" {...reasonOf(actions.eraseNow)}>
          {t("pending.nowSubmit", { practice })}
        </Button>
      </ActionForm>
    </Fold>
  );
}

function reasonOf(reason: string | null) {
  return reason === null ? {} : { disabledReason: reason };
}
