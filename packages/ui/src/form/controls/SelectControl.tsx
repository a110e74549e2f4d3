"use client";

import { useFieldAttributes, useForm } from "../context.ts";
import type { ControlProps } from "../control-props.ts";
import { formatValue } from "../format-value.ts";
import { choiceKey, choicesOf } from "../kinds.ts";
import { sameValue } from "../same-value.ts";

/** Stands for a stored value that is not among the choices. */
const unlistedKey = "(unlisted)";

/**
 * One of many values, as the system's own list. A value that is no longer allowed is shown as it is, so that the list
 * never claims something that is not stored.
 */
export function SelectControl({ id, name, schema, nullable, value, onChange, disabled, required }: ControlProps) {
  const { labels, root } = useForm();
  const choices = choicesOf(schema);
  const current = value ?? schema.default;
  const known = choices.some((choice) => sameValue(choice.value, current));
  function choose(key: string) {
    const choice = choices.find((each) => choiceKey(each.value) === key);
    onChange(choice ? choice.value : nullable ? null : undefined);
  }
  return (
    <select
      {...useFieldAttributes()}
      id={id}
      name={name}
      className="c-select"
      value={known ? choiceKey(current) : current == null ? "" : unlistedKey}
      aria-required={required || undefined}
      disabled={disabled}
      onChange={(event) => choose(event.target.value)}
    >
      {(current == null || nullable) && <option value="">{labels.choose}</option>}
      {!known && current != null && <option value={unlistedKey}>{formatValue(current, {}, root, labels)}</option>}
      {choices.map((choice) => (
        <option key={choiceKey(choice.value)} value={choiceKey(choice.value)}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
