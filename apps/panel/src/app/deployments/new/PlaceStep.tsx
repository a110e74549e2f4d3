import type { EnvironmentCard } from "@allotment/api";
import { Button, EmptyState, Fold, LinkButton, RadioCards, SelectField } from "@allotment/ui";
import { texts } from "../../../texts/texts.ts";
import type { Choices } from "./choices.ts";
import { HiddenChoices } from "./HiddenChoices.tsx";
import { OperatorForm } from "./OperatorForm.tsx";
import { StepForm } from "./StepForm.tsx";

/** Whose it is and where it runs. Never a dead end: providers can create the community here. */
export function PlaceStep(props: {
  readonly choices: Choices;
  readonly operators: readonly { readonly id: string; readonly name: string }[];
  /** Open to the chosen operator. */
  readonly environments: readonly EnvironmentCard[];
  readonly isProvider: boolean;
  readonly error: string | undefined;
}) {
  const { choices, operators, environments, isProvider } = props;
  const t = texts("newDeployment");
  if (operators.length === 0) {
    return (
      <EmptyState title={t("place.noOperator.title")} action={isProvider && <OperatorForm choices={choices} />}>
        <p>{t(isProvider ? "place.noOperator.provider" : "place.noOperator.operator")}</p>
      </EmptyState>
    );
  }
  return (
    <div className="u-stack-loose">
      {(operators.length > 1 || isProvider) && <OperatorChoice {...props} />}
      {choices.operator === "" ? (
        <p className="u-soft">{t("place.chooseOperator")}</p>
      ) : environments.length === 0 ? (
        <EmptyState
          title={t("place.none.title")}
          action={isProvider && <LinkButton href="/environments">{t("place.none.action")}</LinkButton>}
        >
          <p>{t(isProvider ? "place.none.provider" : "place.none.operator")}</p>
        </EmptyState>
      ) : (
        <StepForm step="place" choices={choices} asks={["environment"]}>
          <RadioCards
            label={t("place.environment")}
            name="environment"
            help={t("place.environmentHelp")}
            error={props.error}
            defaultValue={choices.environment || (environments.length === 1 ? environments[0]?.id : undefined)}
            options={environments.map(({ id, name, description, practice }) => ({
              value: id,
              label: name,
              description: practice ? `${t("place.practice")} ${t("place.practiceHelp")}` : description,
            }))}
          />
        </StepForm>
      )}
    </div>
  );
}

function OperatorChoice({ choices, operators, isProvider }: Parameters<typeof PlaceStep>[0]) {
  const t = texts("newDeployment");
  return (
    <div className="u-stack">
      <form method="get" action="/deployments/new" className="c-form">
        <input type="hidden" name="step" value="place" />
        <HiddenChoices choices={choices} without={["operator", "environment"]} />
        <SelectField
          label={t("place.operator")}
          name="operator"
          help={t("place.operatorHelp")}
          defaultValue={choices.operator || operators[0]?.id}
          options={operators.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button type="submit" variant={choices.operator === "" ? "primary" : "plain"}>
          {t("place.show")}
        </Button>
      </form>
      {isProvider && (
        <Fold summary={t("place.another")}>
          <OperatorForm choices={choices} />
        </Fold>
      )}
    </div>
  );
}
