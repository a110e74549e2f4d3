import type { ComponentPropsWithoutRef } from "react";
import { describe, FieldFrame, type FieldProps } from "./FieldFrame.tsx";

export type TextFieldProps = FieldProps & Omit<ComponentPropsWithoutRef<"input">, keyof FieldProps>;

/** One line of text (or a password, an e-mail address, a number: give `type`). Native attributes pass through. */
export function TextField({ label, name, id, help, error, optionalLabel, type = "text", ...rest }: TextFieldProps) {
  const controlId = id ?? name;
  return (
    <FieldFrame {...{ label, name, help, error, optionalLabel, controlId }}>
      <input
        {...rest}
        {...describe(controlId, { help, error })}
        id={controlId}
        name={name}
        type={type}
        className="c-input"
      />
    </FieldFrame>
  );
}
