import { CopyButton, type CopyLabels } from "./CopyButton.tsx";
import { describe, FieldFrame } from "./FieldFrame.tsx";

export type CopyFieldProps = {
  readonly label: string;
  readonly id: string;
  readonly value: string;
  readonly help?: string | undefined;
  readonly labels: CopyLabels;
};

/** A text to hand on (an invitation link): read-only, selectable, with a button that copies it. */
export function CopyField({ label, id, value, help, labels }: CopyFieldProps) {
  return (
    <FieldFrame label={label} name={id} help={help} controlId={id}>
      <div className="c-copy-field">
        <input {...describe(id, { help })} id={id} className="c-input" readOnly value={value} />
        <CopyButton text={value} labels={labels} />
      </div>
    </FieldFrame>
  );
}
