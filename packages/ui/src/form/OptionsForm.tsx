"use client";

import { useMemo, useState, type ReactNode } from "react";
import Form from "@rjsf/core";
import type { Experimental_DefaultFormStateBehavior, ValidatorType } from "@rjsf/utils";
import { fill } from "../components/fill.ts";
import { isRecord } from "./annotation.ts";
import { answersSearch } from "./arrange.ts";
import { FormContext, type FormSurroundings, type SecretReference } from "./context.ts";
import type { FieldDiagnostic } from "./diagnostics.ts";
import { inlineReferences } from "./inline-references.ts";
import type { OptionsFormLabels } from "./labels.ts";
import { lightValidator } from "./light-validator.ts";
import { SearchBox } from "./SearchBox.tsx";
import { ErrorSummary } from "./templates/ErrorSummary.tsx";
import { optionsTheme } from "./theme.tsx";
import { buildUiSchema } from "./ui-schema.ts";

/** The options of one instance, as they are stored: whatever is in there, the form shows it. */
export type OptionValues = Readonly<Record<string, unknown>>;

export type OptionsFormProps = {
  /**
   * JSON Schema 2020-12 of the options, with our annotations and no `oneOf` at the root. Hand in the same object at every
   * render: a new one is analysed anew.
   */
  readonly schema: object;
  /** Other schemas that `schema` refers to, found by their `$id`. The same array at every render, too. */
  readonly schemas?: readonly object[] | undefined;
  readonly value: OptionValues;
  /** The whole new value, at every change. Options taken out are absent. */
  readonly onChange: (value: OptionValues) => void;
  /** What the server found, by field; replaced at every answer. */
  readonly errors?: readonly FieldDiagnostic[] | undefined;
  /** Fields that are frozen, with the reason in words; nested fields as "oidc/issuer". */
  readonly immutable?: Readonly<Record<string, string>> | undefined;
  /** What stands below a field beside its messages, such as a value that was seen elsewhere; nested fields as "oidc/issuer". */
  readonly beside?: Readonly<Record<string, ReactNode>> | undefined;
  readonly labels: OptionsFormLabels;
  /** Decides conditionals; our light one unless given. */
  readonly validator?: ValidatorType | undefined;
  readonly disabled?: boolean | undefined;
  /** Expected active users, for recommended values that depend on the size. */
  readonly sizeActiveUsers?: number | undefined;
  /**
   * Takes a typed secret to the server (field by JSON pointer) and gives back the reference that goes into the value;
   * rejects when the server did not take it. Without it, secrets can only be seen to be set or not.
   */
  readonly onSecret?: ((pointer: string, plaintext: string) => Promise<SecretReference>) | undefined;
  /** Distinguishes several forms on one page; begins every id. */
  readonly idPrefix?: string | undefined;
  /** Level of the groups' headings; 2 unless given. */
  readonly headingLevel?: 2 | 3 | 4 | undefined;
  /** Goes below the fields: the page's own buttons. */
  readonly children?: ReactNode;
};

const idSeparator = "__";
const manyOptions = 12;
const noDiagnostics: readonly FieldDiagnostic[] = [];
const noSchemas: readonly object[] = [];
const nothingFrozen = {};
const nothingBeside = {};

/** The form never fills in a default by itself: what is stored is what the person sees and chose. */
const leaveValuesAlone: Experimental_DefaultFormStateBehavior = {
  arrayMinItems: { populate: "never" },
  emptyObjectFields: "skipDefaults",
  allOf: "skipDefaults",
  constAsDefaults: "never",
  requiredBooleanDefault: "skip",
};

/**
 * An application's options as a form: by groups, essentials first, with recommended values, permanence, ownership and
 * the server's findings at each field. It is a part of a page's `<form>`, not a form of its own; that form has `noValidate`, because the findings
 * come from the server and a draft may be saved unfinished.
 */
export function OptionsForm(props: OptionsFormProps) {
  const { labels, immutable = nothingFrozen, idPrefix = "options", errors = noDiagnostics } = props;
  const { schemas = noSchemas } = props;
  const schema = useMemo(() => inlineReferences(props.schema, schemas), [props.schema, schemas]);
  const [query, setQuery] = useState("");
  const uiSchema = useMemo(() => buildUiSchema(schema, schema, immutable), [schema, immutable]);
  const surroundings: FormSurroundings = {
    root: schema,
    labels,
    diagnostics: errors,
    frozen: immutable,
    beside: props.beside ?? nothingBeside,
    sizeActiveUsers: props.sizeActiveUsers,
    query: query.trim(),
    headingLevel: props.headingLevel ?? 2,
    onSecret: props.onSecret,
  };
  const options = Object.entries(schema.properties ?? {});
  const found = options.filter(([name, each]) => answersSearch(name, each, query.trim())).length;
  return (
    <FormContext value={surroundings}>
      <div className="c-options">
        <ErrorSummary fieldId={(path) => [idPrefix, ...path].join(idSeparator)} />
        {options.length > manyOptions && (
          <SearchBox
            id={`${idPrefix}--search`}
            label={labels.search}
            query={query}
            found={query.trim() === "" ? "" : fill(labels.searchFound, { count: found })}
            onQuery={setQuery}
          />
        )}
        <Form
          {...optionsTheme}
          tagName="div"
          className="c-options__form"
          schema={schema}
          uiSchema={uiSchema}
          formData={isRecord(props.value) ? props.value : {}}
          validator={props.validator ?? lightValidator}
          idPrefix={idPrefix}
          idSeparator={idSeparator}
          disabled={props.disabled === true}
          noValidate
          noHtml5Validate
          showErrorList={false}
          experimental_defaultFormStateBehavior={leaveValuesAlone}
          onChange={(event) => props.onChange(withoutAbsent(event.formData))}
        >
          {props.children ?? <></>}
        </Form>
      </div>
    </FormContext>
  );
}

/** rjsf marks what was taken out as undefined; a configuration leaves it out. */
function withoutAbsent(value: unknown): OptionValues {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => [name, isRecord(each) ? withoutAbsent(each) : each]),
  );
}
