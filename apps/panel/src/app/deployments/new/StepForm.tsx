import { Button, LinkButton } from "@allotment/ui";
import type { ReactNode } from "react";
import { texts } from "../../../texts/texts.ts";
import { HiddenChoices } from "./HiddenChoices.tsx";
import { stepHref, steps, type Choices, type StepName } from "./choices.ts";

/** One step as a plain form that leads to the next one; what was chosen elsewhere travels along. */
export function StepForm(props: {
  readonly step: StepName;
  readonly choices: Choices;
  /** Names of the fields that this step asks itself. */
  readonly asks: readonly string[];
  readonly children: ReactNode;
}) {
  const t = texts("newDeployment");
  const at = steps.indexOf(props.step);
  const before = steps[at - 1];
  return (
    <form method="get" action="/deployments/new" className="c-form">
      <input type="hidden" name="step" value={steps[at + 1]} />
      <HiddenChoices choices={props.choices} without={props.asks} />
      {props.children}
      <div className="u-row">
        <Button type="submit" variant="primary">
          {t("next")}
        </Button>
        {before && <LinkButton href={stepHref(props.choices, before)}>{t("back")}</LinkButton>}
      </div>
    </form>
  );
}
