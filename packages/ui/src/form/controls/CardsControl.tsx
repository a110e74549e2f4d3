"use client";

import { useFieldAttributes, useLabelId } from "../context.ts";
import type { ControlProps } from "../control-props.ts";
import { choiceKey, choicesOf } from "../kinds.ts";
import { sameValue } from "../same-value.ts";

/** One of a few values, each with its sentence. */
export function CardsControl({ id, name, schema, value, onChange, disabled, required }: ControlProps) {
  const current = value ?? schema.default;
  const attributes = useFieldAttributes();
  return (
    <div
      id={id}
      className="c-radio-cards"
      role="radiogroup"
      aria-labelledby={useLabelId()}
      aria-required={required || undefined}
      tabIndex={-1}
      {...attributes}
    >
      {choicesOf(schema).map((choice) => (
        <label key={choiceKey(choice.value)} className="c-radio-card">
          <input
            type="radio"
            name={name}
            value={choiceKey(choice.value)}
            checked={sameValue(choice.value, current)}
            disabled={disabled}
            onChange={() => onChange(choice.value)}
          />
          <span>
            <strong>{choice.label}</strong>
            {choice.description && <span>{choice.description}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
