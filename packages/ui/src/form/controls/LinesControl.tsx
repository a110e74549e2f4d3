"use client";

import { isRecord } from "../annotation.ts";
import { useFieldAttributes, useForm } from "../context.ts";
import type { ControlProps } from "../control-props.ts";
import { asText, useDraft } from "../use-draft.ts";
import { parseNumber } from "./NumberControl.tsx";

/** The list that stands in a text, one entry per line; blank lines are no entries. */
export function parseLines(text: string, numbers: boolean): readonly unknown[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").map((line) => (numbers ? parseNumber(line, false) : line));
}

function toLines(value: unknown): string {
  return Array.isArray(value) ? value.map(asText).join("\n") : asText(value);
}

const rowsMin = 3;
const rowsMax = 10;

/** A list of short texts or numbers, one per line. */
export function LinesControl({ id, name, schema, value, onChange, disabled }: ControlProps) {
  const { labels } = useForm();
  const numbers = isRecord(schema.items) && (schema.items.type === "integer" || schema.items.type === "number");
  const [text, type] = useDraft(value, toLines, (typed) => parseLines(typed, numbers), onChange);
  const attributes = useFieldAttributes();
  const hintId = `${id}--lines`;
  return (
    <>
      <textarea
        {...attributes}
        aria-describedby={[hintId, attributes["aria-describedby"]].filter(Boolean).join(" ")}
        id={id}
        name={name}
        className="c-textarea"
        rows={Math.min(Math.max(text.split("\n", rowsMax).length + 1, rowsMin), rowsMax)}
        value={text}
        placeholder={toLines(schema.default)}
        disabled={disabled}
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
      />
      <p id={hintId} className="c-options__notes">
        {labels.onePerLine}
      </p>
    </>
  );
}
