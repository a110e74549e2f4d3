import type { ComponentPropsWithoutRef } from "react";
import { describe, FieldFrame, type FieldProps } from "./FieldFrame.tsx";

export type TextAreaProps = FieldProps & Omit<ComponentPropsWithoutRef<"textarea">, keyof FieldProps>;

/** Several lines of text. Native attributes pass through. */
export function TextArea({ label, name, id, help, error, optionalLabel, rows = 5, ...rest }: TextAreaProps) {
  const controlId = id ?? name;
  return (
    <FieldFrame {...{ label, name, help, error, optionalLabel, controlId }}>
      <textarea
        {...rest}
        {...describe(controlId, { help, error })}
        id={controlId}
        name={name}
        rows={rows}
        className="c-textarea"
      />
    </FieldFrame>
  );
}
