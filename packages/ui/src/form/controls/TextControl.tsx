"use client";

import { readAnnotation } from "../annotation.ts";
import { useFieldAttributes } from "../context.ts";
import type { ControlProps } from "../control-props.ts";
import { asText } from "../use-draft.ts";

type Line = ControlProps & { readonly type: "text" | "email" | "url" };

const autoComplete = { text: "off", email: "email", url: "url" } as const;

/** Addresses are typed as they are. */
const verbatim = { spellCheck: false, autoCapitalize: "none" };

/** The value of an emptied text: null where null is allowed, else nothing. */
function emptied(text: string, nullable: boolean): unknown {
  if (text !== "") return text;
  return nullable ? null : undefined;
}

function LineControl({ id, name, schema, nullable, value, onChange, disabled, required, type }: Line) {
  return (
    <input
      {...useFieldAttributes()}
      id={id}
      name={name}
      type={type}
      className="c-input"
      value={asText(value)}
      placeholder={asText(schema.default)}
      aria-required={required || undefined}
      disabled={disabled}
      autoComplete={autoComplete[type]}
      {...(type !== "text" || readAnnotation(schema).widget === "host" ? verbatim : {})}
      onChange={(event) => onChange(emptied(event.target.value, nullable))}
    />
  );
}

/** One line of text. */
export function TextControl(props: ControlProps) {
  return <LineControl {...props} type="text" />;
}

/** An e-mail address. */
export function EmailControl(props: ControlProps) {
  return <LineControl {...props} type="email" />;
}

/** A web address. */
export function UrlControl(props: ControlProps) {
  return <LineControl {...props} type="url" />;
}

/** Several lines of text. */
export function TextAreaControl({ id, name, schema, nullable, value, onChange, disabled, required }: ControlProps) {
  return (
    <textarea
      {...useFieldAttributes()}
      id={id}
      name={name}
      className="c-textarea"
      rows={5}
      value={asText(value)}
      placeholder={asText(schema.default)}
      aria-required={required || undefined}
      disabled={disabled}
      onChange={(event) => onChange(emptied(event.target.value, nullable))}
    />
  );
}
