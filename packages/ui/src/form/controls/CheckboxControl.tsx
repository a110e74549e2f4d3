"use client";

import { useFieldAttributes } from "../context.ts";
import type { ControlProps } from "../control-props.ts";

/** Yes or no, with its label beside it. Where nothing is set, the application's default is shown. */
export function CheckboxControl({ id, name, label, schema, value, onChange, disabled }: ControlProps) {
  return (
    <div className="c-choice c-choice--title">
      <input
        {...useFieldAttributes()}
        id={id}
        name={name}
        type="checkbox"
        checked={(value ?? schema.default) === true}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}
