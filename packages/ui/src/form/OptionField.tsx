"use client";

import type { FieldProps } from "@rjsf/utils";
import { useForm } from "./context.ts";
import { controls, isLeaf } from "./controls/index.ts";
import { toPointer } from "./diagnostics.ts";
import { kindOf, simplify } from "./kinds.ts";

/**
 * The one rjsf field that draws every single option. It chooses the control by kind and hands it the stored value as it
 * is, because rjsf's own fields assume values of the right type and a stored value may be of any.
 */
export function OptionField(props: FieldProps) {
  const { root } = useForm();
  const { schema, nullable } = simplify(props.schema, root);
  const kind = kindOf(props.schema, root);
  const Control = controls[isLeaf(kind) ? kind : "json"];
  return (
    <Control
      id={props.fieldPathId.$id}
      name={toPointer(props.fieldPathId.path)}
      label={schema.title ?? props.name}
      schema={schema}
      nullable={nullable}
      value={props.formData}
      onChange={(value) => props.onChange(value, props.fieldPathId.path)}
      disabled={props.disabled === true || props.readonly === true}
      required={props.required === true}
    />
  );
}
