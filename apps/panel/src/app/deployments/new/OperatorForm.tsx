import { rawTexts } from "../../../texts/texts.ts";
import type { Choices } from "./choices.ts";
import { HiddenChoices } from "./HiddenChoices.tsx";
import { OperatorFields } from "./OperatorFields.tsx";

/** Creates an operator on the way. */
export function OperatorForm({ choices }: { readonly choices: Choices }) {
  return (
    <OperatorFields labels={rawTexts("newDeployment").place.noOperator}>
      <HiddenChoices choices={choices} without={["operator", "environment"]} />
    </OperatorFields>
  );
}
