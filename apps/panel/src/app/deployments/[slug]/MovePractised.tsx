import type { DeploymentView, EnvironmentCard } from "@allotment/api";
import { Button, LinkButton, Notice, RadioCards } from "@allotment/ui";
import { ActionForm } from "../../../parts/ActionForm.tsx";
import { texts } from "../../../texts/texts.ts";
import { moveToEnvironment } from "./actions.ts";

/** The way from practice to real machines, once it was practised. Nothing is shown before, and nothing afterwards. */
export function MovePractised(props: {
  readonly deployment: DeploymentView;
  readonly environments: readonly EnvironmentCard[];
  readonly isProvider: boolean;
}) {
  const { deployment } = props;
  if (!deployment.environment.practice || !deployment.status.startsWith("live")) return null;
  const t = texts("configuration");
  const places = props.environments.filter(({ practice, disabled }) => !practice && !disabled);
  if (places.length === 0) {
    return (
      <Notice
        tone="success"
        title={t("move.title")}
        action={props.isProvider && <LinkButton href="/first-day#machines">{t("move.firstDay")}</LinkButton>}
      >
        <p>{t(props.isProvider ? "move.noneProvider" : "move.none")}</p>
      </Notice>
    );
  }
  const reason = deployment.actions.setEnvironment;
  return (
    <section id="move" aria-labelledby="move-title" className="c-panel u-stack">
      <h2 id="move-title">{t("move.title")}</h2>
      <p className="c-prose">{t("move.sentence")}</p>
      <ActionForm
        action={moveToEnvironment}
        hidden={{ deploymentId: deployment.id, page: `/deployments/${deployment.slug}` }}
      >
        <RadioCards
          label={t("move.where")}
          name="environmentId"
          defaultValue={places[0]?.id}
          options={places.map(({ id, name, description }) => ({ value: id, label: name, description }))}
        />
        <Button type="submit" {...(reason === null ? {} : { disabledReason: reason })}>
          {t("move.submit")}
        </Button>
      </ActionForm>
    </section>
  );
}
