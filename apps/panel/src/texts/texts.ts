import { createTranslator } from "use-intl/core";
import { english, type Texts } from "./english.ts";

/** The areas of the panel's texts; each is a file under messages/<language>/. */
export type Area = keyof Texts;

/**
 * The sentences of one area of the panel: `const t = texts("catalogue"); t("title", { count: 3 })`. Keys are checked by
 * the compiler. English until other message files are there.
 */
export function texts<Name extends Area>(area: Name) {
  return createTranslator<Texts, Name>({ locale: "en", messages: english, namespace: area, timeZone: "UTC" });
}

/** The texts of one area as they are written, for client components: those fill `{name}` in themselves (see `fill`). */
export function rawTexts<Name extends Area>(area: Name): Texts[Name] {
  return english[area];
}
