"use client";

import type { FormProps } from "@rjsf/core";
import { OptionField } from "./OptionField.tsx";
import { EntryListTemplate, EntryTemplate } from "./templates/EntryListTemplate.tsx";
import { OptionFieldTemplate } from "./templates/OptionFieldTemplate.tsx";
import { OptionGroupsTemplate } from "./templates/OptionGroupsTemplate.tsx";

type FormValue = Readonly<Record<string, unknown>>;

function Nothing() {
  return null;
}

/** Our theme for react-jsonschema-form: fields and templates on the design system. */
export const optionsTheme = {
  fields: { OptionField },
  templates: {
    ArrayFieldItemTemplate: EntryTemplate,
    ArrayFieldTemplate: EntryListTemplate,
    DescriptionFieldTemplate: Nothing,
    FieldErrorTemplate: Nothing,
    FieldHelpTemplate: Nothing,
    FieldTemplate: OptionFieldTemplate,
    ObjectFieldTemplate: OptionGroupsTemplate,
  },
} as const satisfies Pick<FormProps<FormValue>, "fields" | "templates">;
