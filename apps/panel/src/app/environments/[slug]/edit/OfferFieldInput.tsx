"use client";
import { CheckboxField, fill, SelectField, Status, TextArea, TextField } from "@allotment/ui";
import { isDocument, textOf } from "./document.ts";
import type { EditorLabels, LabelledField } from "./labels.ts";
import { LinesField } from "./LinesField.tsx";

/** One field of an offer, by its kind. A secret's value goes with the form and never into the document. */
export function OfferFieldInput(props: {
  readonly field: LabelledField;
  /** Address in the document; also the field's name and id. */
  readonly address: string;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly labels: EditorLabels;
  readonly onChange: (value: unknown) => void;
}) {
  const { field, address, value, error, labels, onChange } = props;
  const otherwise = field.otherwise === "" ? "" : ` ${fill(labels.otherwise, { value: field.otherwise })}`;
  const shared = { label: field.label, help: `${field.help}${otherwise}`, name: address, error };
  const named = { ...shared, optionalLabel: field.required ? undefined : labels.optional };
  if (field.kind === "secret") return <SecretInput {...props} />;
  if (field.kind === "switch") {
    return <CheckboxField {...shared} checked={value === true} onChange={(event) => onChange(event.target.checked)} />;
  }
  if (field.kind === "choice") {
    const choices = field.choices.map((choice) => ({ value: choice, label: choice }));
    const none = field.required ? [] : [{ value: "", label: labels.notGiven }];
    return (
      <SelectField
        {...named}
        options={[...none, ...choices]}
        value={textOf(value)}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    );
  }
  if (field.kind === "lines") {
    return <LinesField {...named} help={`${field.help} ${labels.onePerLine}`} value={value} onChange={onChange} />;
  }
  if (field.kind === "long-text") {
    return (
      <TextArea
        {...named}
        value={textOf(value)}
        rows={8}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    );
  }
  return (
    <TextField
      {...named}
      value={textOf(value)}
      inputMode={field.kind === "integer" ? "numeric" : undefined}
      spellCheck={false}
      onChange={(event) =>
        onChange(field.kind === "integer" ? numberOf(event.target.value) : event.target.value || undefined)
      }
    />
  );
}

function SecretInput({ field, address, value, error, labels, onChange }: Parameters<typeof OfferFieldInput>[0]) {
  const set = isDocument(value) && value["$secret"] !== "new";
  return (
    <div className="u-stack-tight">
      <TextField
        label={field.label}
        help={`${field.help} ${labels.secretHelp}`}
        id={address}
        name={`secret:${address}`}
        type="password"
        autoComplete="new-password"
        optionalLabel={field.required && !set ? undefined : labels.optional}
        error={error}
        // Whether the field is there at all is part of the document; the value is not.
        onChange={(event) => !set && onChange(event.target.value === "" ? undefined : { $secret: "new" })}
      />
      <Status tone={set ? "success" : "neutral"} icon={set ? "lock" : "dot"}>
        {set ? labels.secretSet : labels.secretMissing}
      </Status>
    </div>
  );
}

// What is no number stays a text, so that the check names it instead of the form swallowing it.
function numberOf(text: string): unknown {
  if (text.trim() === "") return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
