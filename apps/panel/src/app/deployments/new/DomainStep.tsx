import { RadioCards, TextField } from "@allotment/ui";
import { texts } from "../../../texts/texts.ts";
import type { Choices, Website } from "./choices.ts";
import { StepForm } from "./StepForm.tsx";

const answers = ["here", "elsewhere", "site"] as const satisfies readonly Website[];

/** The domain question, asked once for all applications. */
export function DomainStep(props: {
  readonly choices: Choices;
  readonly error: string | undefined;
  /** Whether one of the applications can have handles at another domain than its site's. */
  readonly asksWebsite: boolean;
}) {
  const t = texts("newDeployment");
  return (
    <StepForm step="domain" choices={{ ...props.choices, instances: {} }} asks={["base", "website"]}>
      <TextField
        label={t("domain.label")}
        name="base"
        defaultValue={props.choices.base}
        help={t("domain.help")}
        error={props.error}
        maxLength={253}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        inputMode="url"
        placeholder="choir.org"
        required
      />
      {props.asksWebsite && (
        <RadioCards
          label={t("domain.website")}
          name="website"
          help={t("domain.websiteHelp")}
          defaultValue={props.choices.website}
          options={answers.map((value) => ({
            value,
            label: t(`domain.${value}`),
            description: t(`domain.${value}Help`),
          }))}
        />
      )}
    </StepForm>
  );
}
