import { choicePairs, type Choices } from "./choices.ts";

/** What was chosen so far, as hidden fields. */
export function HiddenChoices({
  choices,
  without = [],
}: {
  readonly choices: Choices;
  readonly without?: readonly string[];
}) {
  return choicePairs(choices, without).map(([name, value]) => (
    <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
  ));
}
