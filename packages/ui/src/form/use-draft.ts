"use client";

import { useState } from "react";
import { sameValue } from "./same-value.ts";

/**
 * Lets a person type text that is not yet, or not exactly, the text of the value ("1.", a blank line at the end).
 * What was typed is shown as long as it stands for the current value; when the value changes from outside, its own text
 * is shown. In: the value, its text, and how to read a text. Out: the text to show and what to call with typed text.
 */
export function useDraft(
  value: unknown,
  toText: (value: unknown) => string,
  parse: (text: string) => unknown,
  onChange: (value: unknown) => void,
): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState(() => toText(value));
  const shown = sameValue(parse(typed), value) ? typed : toText(value);
  function type(text: string) {
    setTyped(text);
    onChange(parse(text));
  }
  return [shown, type];
}

/** Any value as text: strings as they are, nothing as nothing, everything else as JSON. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
