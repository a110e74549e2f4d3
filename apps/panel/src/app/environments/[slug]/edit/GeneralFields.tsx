"use client";
import type { SpokenDiagnostic } from "@allotment/api/client";
import { RadioCards, TextField } from "@allotment/ui";
import { textOf, valueAt, withValue, type Document } from "./document.ts";
import { errorAt } from "./error-at.ts";
import type { EditorLabels } from "./labels.ts";
import { LinesField } from "./LinesField.tsx";

/** What the form needs to show and change a document. */
export interface FormPart {
  readonly document: Document;
  readonly diagnostics: readonly SpokenDiagnostic[];
  readonly labels: EditorLabels;
  readonly onChange: (document: Document) => void;
}

/** Name, sentence, administrators' and recovery keys. */
export function GeneralFields({ document, diagnostics, labels, onChange }: FormPart) {
  return (
    <section className="u-stack" aria-labelledby="about-title">
      <h2 id="about-title">{labels.about}</h2>
      <TextField
        label={labels.name}
        help={labels.nameHelp}
        name="name"
        value={textOf(valueAt(document, ["name"]))}
        error={errorAt(diagnostics, "name", labels.name)}
        onChange={(event) => onChange(withValue(document, ["name"], event.target.value))}
      />
      <TextField
        label={labels.description}
        help={labels.descriptionHelp}
        optionalLabel={labels.optional}
        name="description"
        value={textOf(valueAt(document, ["description"]))}
        error={errorAt(diagnostics, "description", labels.description)}
        onChange={(event) => onChange(withValue(document, ["description"], event.target.value || undefined))}
      />
      <LinesField
        label={labels.adminKeys}
        help={`${labels.adminKeysHelp} ${labels.onePerLine}`}
        optionalLabel={labels.optional}
        name="adminKeys"
        value={valueAt(document, ["adminKeys"])}
        error={diagnostics.find(({ address }) => address.startsWith("adminKeys"))?.summary}
        onChange={(lines) => onChange(withValue(document, ["adminKeys"], lines))}
      />
      <LinesField
        label={labels.recoveryKeys}
        help={`${labels.recoveryKeysHelp} ${labels.onePerLine}`}
        optionalLabel={labels.optional}
        name="recoveryKeys"
        value={valueAt(document, ["recoveryKeys"])}
        error={diagnostics.find(({ address }) => address.startsWith("recoveryKeys"))?.summary}
        onChange={(lines) => onChange(withValue(document, ["recoveryKeys"], lines))}
      />
    </section>
  );
}

/** How deployments are placed, and what every machine keeps for itself. */
export function PolicyFields({ document, diagnostics, labels, onChange }: FormPart) {
  return (
    <section className="u-stack" aria-labelledby="policy-title">
      <h2 id="policy-title">{labels.policy}</h2>
      <RadioCards
        label={labels.placement}
        name="placement"
        options={labels.placements}
        value={textOf(valueAt(document, ["policy", "placement"]))}
        error={errorAt(diagnostics, "policy.placement")}
        onChange={(value) => onChange(withValue(document, ["policy", "placement"], value))}
      />
      <fieldset className="c-form-grid">
        <legend>{labels.reserve}</legend>
        {labels.reserveFields.map(({ name, label }) => {
          const path = ["policy", "reserve", name];
          return (
            <TextField
              key={name}
              label={label}
              name={path.join(".")}
              inputMode="numeric"
              value={textOf(valueAt(document, path))}
              error={errorAt(diagnostics, path.join("."), label)}
              onChange={(event) => onChange(withReserve(document, labels, name, event.target.value))}
            />
          );
        })}
      </fieldset>
      <p className="u-soft u-small">{labels.policyMore}</p>
    </section>
  );
}

// All three belong together: one of them alone would not be valid.
function withReserve(document: Document, labels: EditorLabels, changed: string, text: string): Document {
  return labels.reserveFields.reduce((next, { name }) => {
    const path = ["policy", "reserve", name];
    const number = Number(text);
    if (name === changed) return withValue(next, path, Number.isFinite(number) ? number : text);
    return valueAt(next, path) === undefined ? withValue(next, path, 0) : next;
  }, document);
}
