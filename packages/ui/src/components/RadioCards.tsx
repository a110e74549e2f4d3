import { describe, FieldMessage, type FieldProps } from "./FieldFrame.tsx";

export type RadioCard = {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly disabled?: boolean | undefined;
};

export type RadioCardsProps = Omit<FieldProps, "optionalLabel"> & {
  readonly options: readonly RadioCard[];
  readonly value?: string | undefined;
  readonly defaultValue?: string | undefined;
  readonly onChange?: ((value: string) => void) | undefined;
};

/** One of a few choices that need a sentence each. Give `defaultValue`, or `value` with `onChange` in client code. */
export function RadioCards({ label, name, id, help, error, options, value, defaultValue, onChange }: RadioCardsProps) {
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
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value })}
              onChange={onChange && (() => onChange(option.value))}
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
