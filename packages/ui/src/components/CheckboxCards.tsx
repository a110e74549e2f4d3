import { describe, FieldMessage, type FieldProps } from "./FieldFrame.tsx";
import type { RadioCard } from "./RadioCards.tsx";

export type CheckboxCardsProps = Omit<FieldProps, "optionalLabel"> & {
  readonly options: readonly RadioCard[];
  readonly defaultValues: readonly string[];
};

/** Some of a few choices that need a sentence each. All carry the same `name`. */
export function CheckboxCards({ label, name, id, help, error, options, defaultValues }: CheckboxCardsProps) {
  const groupId = id ?? name;
  return (
    <fieldset className="c-field" {...describe(groupId, { help, error })}>
      <legend className="c-field__label">{label}</legend>
      {help && (
        <p id={`${groupId}-help`} className="c-field__help">
          {help}
        </p>
      )}
      <div className="c-radio-cards">
        {options.map((option) => (
          <label key={option.value} className="c-radio-card">
            <input
              type="checkbox"
              name={name}
              value={option.value}
              disabled={option.disabled}
              defaultChecked={defaultValues.includes(option.value)}
            />
            <span>
              <strong>{option.label}</strong>
              {option.description && <span>{option.description}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <FieldMessage id={`${groupId}-error`} tone="danger">
          {error}
        </FieldMessage>
      )}
    </fieldset>
  );
}
