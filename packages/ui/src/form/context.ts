"use client";

import { createContext, useContext, type ReactNode } from "react";
import type { RJSFSchema } from "@rjsf/utils";
import type { FieldDiagnostic } from "./diagnostics.ts";
import type { OptionsFormLabels } from "./labels.ts";

/** A stored secret as it stands in a configuration. */
export type SecretReference = { readonly $secret: string };

/** What every part of one form may need. A React context, because rjsf's fields skip renders for equal props. */
export type FormSurroundings = {
  readonly root: RJSFSchema;
  readonly labels: OptionsFormLabels;
  readonly diagnostics: readonly FieldDiagnostic[];
  readonly frozen: Readonly<Record<string, string>>;
  readonly beside: Readonly<Record<string, ReactNode>>;
  readonly sizeActiveUsers: number | undefined;
  readonly query: string;
  /** Level of the groups' headings. */
  readonly headingLevel: 2 | 3 | 4;
  readonly onSecret: ((pointer: string, plaintext: string) => Promise<SecretReference>) | undefined;
};

export const FormContext = createContext<FormSurroundings | undefined>(undefined);

/** The surroundings of the form this component stands in. */
export function useForm(): FormSurroundings {
  const found = useContext(FormContext);
  if (!found) throw new Error("This part of the options form stands outside an OptionsForm.");
  return found;
}

/** What the field's frame tells the control inside it. */
export type FieldState = {
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly labelId: string;
};

export const FieldContext = createContext<FieldState>({ describedBy: undefined, invalid: false, labelId: "" });

/** The attributes that tie a control to its label's group, help and messages. */
export function useFieldAttributes() {
  const state = useContext(FieldContext);
  return {
    "aria-describedby": state.describedBy,
    "aria-invalid": state.invalid ? ("true" as const) : undefined,
  };
}

/** The id of the field's label, for groups of controls. */
export function useLabelId(): string {
  return useContext(FieldContext).labelId;
}
