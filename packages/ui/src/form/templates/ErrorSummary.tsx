"use client";

import { fill } from "../../components/fill.ts";
import { Notice } from "../../components/Notice.tsx";
import { isRecord } from "../annotation.ts";
import { useForm } from "../context.ts";
import { isLeaf } from "../controls/index.ts";
import { fromPointer, type FieldDiagnostic } from "../diagnostics.ts";
import { kindOf, simplify } from "../kinds.ts";
import type { RJSFSchema } from "@rjsf/utils";

export type ErrorSummaryProps = { readonly fieldId: (path: readonly string[]) => string };

/** Where a diagnostic belongs: the path of the innermost field that is drawn, and its title. */
export function locate(pointer: string, root: RJSFSchema): { path: readonly string[]; title: string } | undefined {
  let schema = root;
  let title = "";
  const path: string[] = [];
  for (const part of fromPointer(pointer)) {
    const next: unknown = /^\d+$/.test(part) && schema.items ? schema.items : schema.properties?.[part];
    if (!isRecord(next)) break;
    schema = simplify(next, root).schema;
    title = schema.title ?? part;
    path.push(part);
    if (isLeaf(kindOf(schema, root))) break;
  }
  return path.length > 0 ? { path, title } : undefined;
}

/** All errors in one place, each leading to its field; also those that belong to no field. */
export function ErrorSummary({ fieldId }: ErrorSummaryProps) {
  const { diagnostics, labels, root } = useForm();
  const errors = diagnostics.filter((each) => each.severity === "error");
  if (errors.length === 0) return null;
  return (
    <div className="c-options__errors">
      <Notice tone="danger" title={fill(labels.errorsTitle, { count: errors.length })}>
        <ul>
          {errors.map((error, index) => (
            <li key={index}>
              <ErrorLine error={error} place={locate(error.pointer, root)} fieldId={fieldId} />
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

type ErrorLineProps = ErrorSummaryProps & {
  readonly error: FieldDiagnostic;
  readonly place: ReturnType<typeof locate>;
};

function ErrorLine({ error, place, fieldId }: ErrorLineProps) {
  if (!place) return error.message;
  return (
    <>
      <a href={`#${fieldId(place.path)}`}>{place.title}</a>: {error.message}
    </>
  );
}
