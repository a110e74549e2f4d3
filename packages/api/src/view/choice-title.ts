import { findApplication } from "@allotment/catalogue";
import type { Description, OptionSchema } from "@allotment/model";

/** A value as people chose it: where an option is a choice, the title of what is written for it. Others stay as they are. */
export function choiceTitle(option: Pick<OptionSchema, "oneOf"> | undefined, value: unknown): unknown {
  return option?.oneOf?.find((choice) => choice.const === value)?.title ?? value;
}

/** What a change to an option of a plan (`instances.social.options.registrations`) says before and after, as people chose it. */
export function chosenInWords(
  { address, before, after }: { readonly address: string; readonly before: unknown; readonly after: unknown },
  { instances }: Pick<Description, "instances">,
): { readonly before: unknown; readonly after: unknown } {
  const [, slug = "", , name = ""] = address.split(".");
  const option = findApplication(instances[slug]?.application ?? "")?.optionsSchema.properties[name];
  return { before: choiceTitle(option, before), after: choiceTitle(option, after) };
}
