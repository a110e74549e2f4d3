import type { ApplicationCard } from "@allotment/api";
import { CheckboxCards } from "@allotment/ui";
import { texts } from "../../../texts/texts.ts";
import type { Choices } from "./choices.ts";
import { StepForm } from "./StepForm.tsx";

/** First question: what people should be able to do. */
export function ApplicationsStep(props: {
  readonly choices: Choices;
  readonly cards: readonly ApplicationCard[];
  readonly error: string | undefined;
}) {
  const t = texts("newDeployment");
  return (
    <StepForm step="applications" choices={props.choices} asks={["pick"]}>
      <CheckboxCards
        label={t("applications.legend")}
        name="pick"
        help={t("applications.help")}
        error={props.error}
        options={props.cards.map(({ id, manifest }) => ({
          value: id,
          label: `${t(`applications.purpose.${manifest.purpose}`)}: ${manifest.name}`,
          description: manifest.summary,
        }))}
        defaultValues={props.choices.picks}
      />
      <p>
        <a href="/catalogue">{t("applications.compare")}</a>
      </p>
    </StepForm>
  );
}
