"use client";
import type { SpokenDiagnostic } from "@allotment/api/client";
import { Button, fill, Fold } from "@allotment/ui";
import { AddOffer } from "./AddOffer.tsx";
import { offerNames, valueAt, withoutOffer, withValue, type Document } from "./document.ts";
import { errorAt } from "./error-at.ts";
import type { EditorLabels, LabelledField, LabelledType } from "./labels.ts";
import { OfferFieldInput } from "./OfferFieldInput.tsx";

/** Everything that is declared of one resource type: each offer behind a fold, and one to add. */
export function OfferSection(props: {
  readonly type: LabelledType;
  readonly document: Document;
  readonly diagnostics: readonly SpokenDiagnostic[];
  readonly labels: EditorLabels;
  readonly onChange: (document: Document) => void;
}) {
  const { type, document, diagnostics, labels, onChange } = props;
  const names = offerNames(document, type.type);
  return (
    <section className="u-stack" aria-labelledby={`type-${type.type}`}>
      <h2 id={`type-${type.type}`}>{type.title}</h2>
      <p className="u-soft c-prose">{type.sentence}</p>
      {names.map((name) => (
        <Offer key={name} {...props} name={name} open={hasError(diagnostics, type.type, name)} />
      ))}
      <AddOffer
        type={type}
        taken={names}
        labels={labels}
        onAdd={(name) => onChange(withValue(document, ["offers", type.type, name], newOffer(type.fields)))}
      />
    </section>
  );
}

function Offer(props: Parameters<typeof OfferSection>[0] & { readonly name: string; readonly open: boolean }) {
  const { type, name, document, diagnostics, labels, onChange } = props;
  return (
    <Fold
      summary={summaryOf(name, valueAt(document, ["offers", type.type, name]), labels)}
      open={props.open || undefined}
    >
      <div className="c-form-grid">
        {type.fields.map((field) => {
          const path = ["offers", type.type, name, ...field.path];
          const address = path.join(".");
          return (
            <OfferFieldInput
              key={address}
              field={field}
              address={address}
              value={valueAt(document, path)}
              error={errorAt(diagnostics, address, field.label)}
              labels={labels}
              onChange={(value) => onChange(withValue(document, path, value))}
            />
          );
        })}
      </div>
      <p>
        <Button size="small" icon="cross" onClick={() => onChange(withoutOffer(document, type.type, name))}>
          {labels.remove} <span className="u-visually-hidden">{name}</span>
        </Button>
      </p>
    </Fold>
  );
}

function hasError(diagnostics: readonly SpokenDiagnostic[], type: string, name: string): boolean {
  const address = `offers.${type}.${name}`;
  return diagnostics.some((one) => one.address === address || one.address.startsWith(`${address}.`));
}

// What has to be chosen gets its first choice; everything else is asked for.
function newOffer(fields: readonly LabelledField[]): Document {
  return fields
    .filter(({ required }) => required)
    .reduce<Document>((offer, { path, kind, choices }) => {
      if (kind === "switch") return withValue(offer, path, false);
      return kind === "choice" ? withValue(offer, path, choices[0]) : offer;
    }, {});
}

/** The name with what tells it from others, as far as that is there. */
function summaryOf(name: string, offer: unknown, labels: EditorLabels): string {
  const [cpuCores, memoryMiB, diskGiB] = ["cpuCores", "memoryMiB", "diskGiB"].map((field) => valueAt(offer, [field]));
  if (typeof cpuCores === "number" && typeof memoryMiB === "number" && typeof diskGiB === "number") {
    const memoryGiB = Math.round((memoryMiB / 1024) * 10) / 10;
    return fill(labels.machineFacts, { name, cpuCores, memoryGiB, diskGiB });
  }
  const where = ["host", "endpoint", "zone", "acmeEmail"].map((field) => valueAt(offer, [field])).find(Boolean);
  return typeof where === "string" ? fill(labels.offerFacts, { name, where }) : name;
}
