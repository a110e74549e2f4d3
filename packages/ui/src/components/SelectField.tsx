import type { ComponentPropsWithoutRef } from "react";
import { describe, FieldFrame, type FieldProps } from "./FieldFrame.tsx";

export type SelectOption = { readonly value: string; readonly label: string; readonly disabled?: boolean | undefined };

export type SelectFieldProps = FieldProps & { readonly options: readonly SelectOption[] } & Omit<
    ComponentPropsWithoutRef<"select">,
    keyof FieldProps
  >;

/** One of several values, as the system's own list. Native attributes pass through. */
export function SelectField({ label, name, id, help, error, optionalLabel, options, ...rest }: SelectFieldProps) {
  const controlId = id ?? name;
  return (
    <FieldFrame {...{ label, name, help, error, optionalLabel, controlId }}>
      <select {...rest} {...describe(controlId, { help, error })} id={controlId} name={name} className="c-select">
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
