"use client";

import { useFieldAttributes } from "../context.ts";
import type { ControlProps } from "../control-props.ts";
import { useDraft } from "../use-draft.ts";

/** Reads typed JSON; what is no JSON (yet) stays text, and the server says so at the field. */
export function parseJson(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

function toJson(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** The last resort for a schema that no other control fits, so that no option is ever out of reach. */
export function JsonControl({ id, name, value, onChange, disabled }: ControlProps) {
  const [text, type] = useDraft(value, toJson, parseJson, onChange);
  return (
    <textarea
      {...useFieldAttributes()}
      id={id}
      name={name}
      className="c-textarea"
      rows={6}
      value={text}
      disabled={disabled}
      spellCheck={false}
      onChange={(event) => type(event.target.value)}
    />
  );
}
