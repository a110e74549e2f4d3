"use client";

import { classes } from "../../components/classes.ts";
import { isRecord } from "../annotation.ts";
import { useFieldAttributes, useForm, useLabelId } from "../context.ts";
import type { ControlProps } from "../control-props.ts";
import { choiceKey, choicesOf, simplify, type Choice } from "../kinds.ts";
import { sameValue } from "../same-value.ts";

const oneColumnMax = 4;

function has(list: readonly unknown[], value: unknown): boolean {
  return list.some((each) => sameValue(each, value));
}

/** The chosen values after one was ticked or unticked: in the order of the choices, unknown stored ones kept last. */
export function toggled(
  choices: readonly Choice[],
  list: readonly unknown[],
  value: unknown,
  checked: boolean,
): readonly unknown[] {
  const inOrder = choices
    .map((choice) => choice.value)
    .filter((each) => (sameValue(each, value) ? checked : has(list, each)));
  return [...inOrder, ...list.filter((each) => !choices.some((choice) => sameValue(choice.value, each)))];
}

/** Any of several values. */
export function CheckboxesControl({ id, name, schema, value, onChange, disabled }: ControlProps) {
  const { root } = useForm();
  const choices = isRecord(schema.items) ? choicesOf(simplify(schema.items, root).schema) : [];
  const chosen: unknown = value ?? schema.default;
  const list: readonly unknown[] = Array.isArray(chosen) ? chosen : [];
  const attributes = useFieldAttributes();
  return (
    <div
      id={id}
      className={classes("c-choices", choices.length > oneColumnMax && "c-choices--columns")}
      role="group"
      aria-labelledby={useLabelId()}
      aria-describedby={attributes["aria-describedby"]}
      tabIndex={-1}
    >
      {choices.map((choice, index) => (
        <div key={choiceKey(choice.value)} className="c-choice">
          <input
            id={`${id}--${index}`}
            name={name}
            type="checkbox"
            value={choiceKey(choice.value)}
            checked={has(list, choice.value)}
            disabled={disabled}
            onChange={(event) => onChange(toggled(choices, list, choice.value, event.target.checked))}
          />
          <label htmlFor={`${id}--${index}`}>{choice.label}</label>
        </div>
      ))}
    </div>
  );
}
