import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";

/** What every hand-written field takes. */
export type FieldProps = {
  readonly label: string;
  readonly name: string;
  /** Defaults to `name`; give one where a name appears twice on a page. */
  readonly id?: string | undefined;
  readonly help?: ReactNode;
  /** What is wrong with the value and what to do, in one sentence. */
  readonly error?: ReactNode;
  /** Shown after the label of a field that may stay empty ("optional"). */
  readonly optionalLabel?: string | undefined;
};

/** One message under a field, with its icon. */
export function FieldMessage(props: { id?: string; tone: "danger" | "warning" | "info"; children: ReactNode }) {
  const icon = props.tone === "info" ? "info" : "warning";
  return (
    <p id={props.id} className={classes("c-field__message", `c-tone-${props.tone}`)}>
      <Icon name={icon} />
      <span>{props.children}</span>
    </p>
  );
}

/** The ids of a field's help and error, and what its control needs to point at them. */
export function describe(id: string, { help, error }: Pick<FieldProps, "help" | "error">) {
  const ids = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean);
  return {
    "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined,
    "aria-invalid": error ? ("true" as const) : undefined,
  };
}

/** Label, help, control, error, in this order: the error is read after what it is about. */
export function FieldFrame(props: FieldProps & { readonly controlId: string; readonly children: ReactNode }) {
  return (
    <div className="c-field">
      <label className="c-field__label" htmlFor={props.controlId}>
        {props.label}
        {props.optionalLabel && <span className="c-field__optional"> ({props.optionalLabel})</span>}
      </label>
      {props.help && (
        <p id={`${props.controlId}-help`} className="c-field__help">
          {props.help}
        </p>
      )}
      {props.children}
      {props.error && (
        <FieldMessage id={`${props.controlId}-error`} tone="danger">
          {props.error}
        </FieldMessage>
      )}
    </div>
  );
}
