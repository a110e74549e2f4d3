import type { ComponentPropsWithoutRef } from "react";
import { describe, FieldMessage, type FieldProps } from "./FieldFrame.tsx";

export type CheckboxFieldProps = Omit<FieldProps, "optionalLabel"> &
  Omit<ComponentPropsWithoutRef<"input">, keyof FieldProps | "type">;

/** Something to say yes to. `value` is "on" unless given. Native attributes pass through. */
export function CheckboxField({ label, name, id, help, error, ...rest }: CheckboxFieldProps) {
  const controlId = id ?? name;
  return (
    <div className="c-field">
      <div className="c-choice">
        <input {...rest} {...describe(controlId, { help, error })} id={controlId} name={name} type="checkbox" />
        <label htmlFor={controlId}>{label}</label>
      </div>
      {help && (
        <p id={`${controlId}-help`} className="c-field__help">
          {help}
        </p>
      )}
      {error && (
        <FieldMessage id={`${controlId}-error`} tone="danger">
          {error}
        </FieldMessage>
      )}
    </div>
  );
}
