import type { ApplicationView } from "@allotment/api";
import { rawTexts, texts } from "../../../texts/texts.ts";
import { AddressFields } from "./AddressFields.tsx";
import type { CheckedChoices } from "./check-choices.ts";
import type { Choices } from "./choices.ts";
import { StepForm } from "./StepForm.tsx";
import { hostOptions, suggestInstances } from "./suggestions.ts";

/** Short names and host names, suggested, as sentences. */
export function AddressesStep(props: {
  readonly choices: Choices;
  readonly applications: readonly ApplicationView[];
  readonly errors: CheckedChoices["instances"];
}) {
  const { choices, applications } = props;
  const instances = suggestInstances(choices, applications);
  const labels = rawTexts("newDeployment").addresses;
  const atBase = choices.website !== "site";
  return (
    <StepForm
      step="addresses"
      choices={choices}
      asks={applications.flatMap(({ id }) => [`${id}-slug`, `${id}-web`, `${id}-media`])}
    >
      <p className="u-soft">{texts("newDeployment")("addresses.help")}</p>
      <AddressFields
        subjects={applications.map(({ id, manifest, optionsSchema }) => {
          const hosts = hostOptions(optionsSchema);
          return {
            id,
            name: manifest.name,
            initial: instances[id] ?? { slug: id, web: "", media: "" },
            handle: atBase && hosts.account !== undefined ? choices.base : null,
            hasMedia: hosts.media !== undefined,
            errors: props.errors[id] ?? {},
          };
        })}
        base={choices.base}
        redirect={choices.website === "elsewhere"}
        labels={labels}
        copyLabels={rawTexts("common").copyLabels}
      />
    </StepForm>
  );
}
