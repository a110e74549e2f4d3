import { IntlMessageFormat } from "intl-messageformat";
import english from "../messages/en.json" with { type: "json" };
import type { Diagnostic, Params } from "./generated/schemas.ts";

/** Sentences of one language: nested objects whose leaves are ICU messages. */
export interface Messages {
  readonly [key: string]: string | Messages;
}

const languages: Readonly<Record<string, Messages>> = { en: english };

/** What a user reads about a diagnostic: what it is, and what to do about it. */
export interface DiagnosticSentence {
  readonly summary: string;
  readonly detail: string;
}

/**
 * The sentence with this key (dots between levels), its values filled in. A key that is missing in the language is
 * taken from English; one that is missing there comes back as the key itself, so that a gap is seen and not fatal.
 */
export function sentence(key: string, params: Params = {}, locale = "en"): string {
  const message = lookUp(languages[locale], key) ?? lookUp(english, key);
  if (message === undefined) return key;
  return String(formatter(message, locale).format({ ...params }));
}

/** A name as the selector of a `select` message: selectors hold no hyphens. */
export function selectorOf(name: string): string {
  return name.replaceAll("-", "_");
}

/** Whether there is an English sentence with this key. */
export function hasSentence(key: string): boolean {
  return lookUp(english, key) !== undefined;
}

/** The sentences of a diagnostic. `params.label` is what the field is called where people see it, instead of its address. */
export function sayDiagnostic(diagnostic: Diagnostic, locale = "en"): DiagnosticSentence {
  const { address, params } = diagnostic;
  const values = { help: "none", ...params, address: params["label"] ?? address };
  const key = `diagnostics.${diagnostic.code}`;
  return { summary: sentence(`${key}.summary`, values, locale), detail: sentence(`${key}.detail`, values, locale) };
}

const formatters = new Map<string, IntlMessageFormat>();

function formatter(message: string, locale: string): IntlMessageFormat {
  const key = `${locale} ${message}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
  formatters.set(key, made);
  return made;
}

function lookUp(messages: Messages | undefined, key: string): string | undefined {
  let at: string | Messages | undefined = messages;
  for (const part of key.split(".")) {
    if (at === undefined || typeof at === "string") return undefined;
    at = Object.hasOwn(at, part) ? at[part] : undefined;
  }
  return typeof at === "string" ? at : undefined;
}
