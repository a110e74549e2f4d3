import type { RJSFSchema } from "@rjsf/utils";

/** What every control gets. The value may be of any type: what is stored may be older or wrong. */
export type ControlProps = {
  readonly id: string;
  /** The field's JSON pointer, which is also its name in a form sent without scripts. */
  readonly name: string;
  readonly label: string;
  /** Resolved, without its "or null". */
  readonly schema: RJSFSchema;
  readonly nullable: boolean;
  readonly value: unknown;
  /** The new value; undefined takes the option out of the configuration. */
  readonly onChange: (value: unknown) => void;
  readonly disabled: boolean;
  /** Said, never enforced: a draft may be saved unfinished, and the server says what is missing. */
  readonly required: boolean;
};
