"use client";

import { readAnnotation } from "../annotation.ts";
import { useFieldAttributes } from "../context.ts";
import type { ControlProps } from "../control-props.ts";
import { asText, useDraft } from "../use-draft.ts";

const numberShape = /^[+-]?\d+(?:[.,]\d+)?$/;

/**
 * Reads a typed number; a comma counts as a decimal point. A text that is no number stays the text it is: the server
 * then says so at the field, and nothing typed is lost.
 */
export function parseNumber(text: string, nullable: boolean): unknown {
  const trimmed = text.trim();
  if (trimmed === "") return nullable ? null : undefined;
  if (!numberShape.test(trimmed)) return text;
  const number = Number(trimmed.replace(",", "."));
  return Number.isFinite(number) ? number : text;
}

/** A number with its unit. A text field with a number pad: `type="number"` loses what it cannot read and scrolls away. */
export function NumberControl({ id, name, schema, nullable, value, onChange, disabled, required }: ControlProps) {
  const [text, type] = useDraft(value, asText, (typed) => parseNumber(typed, nullable), onChange);
  const { unit } = readAnnotation(schema);
  const attributes = useFieldAttributes();
  const unitId = `${id}--unit`;
  return (
    <div className="c-input-row">
      <input
        {...attributes}
        aria-describedby={[unit && unitId, attributes["aria-describedby"]].filter(Boolean).join(" ") || undefined}
        id={id}
        name={name}
        type="text"
        inputMode={schema.type === "integer" ? "numeric" : "decimal"}
        className="c-input c-input--number"
        value={text}
        placeholder={asText(schema.default)}
        aria-required={required || undefined}
        disabled={disabled}
        autoComplete="off"
        onChange={(event) => type(event.target.value)}
      />
      {unit && (
        <span id={unitId} className="c-input-row__unit">
          {unit}
        </span>
      )}
    </div>
  );
}
