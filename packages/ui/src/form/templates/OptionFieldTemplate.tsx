"use client";

import type { ReactNode } from "react";
import type { FieldTemplateProps } from "@rjsf/utils";
import { idList } from "../../components/classes.ts";
import { FieldMessage } from "../../components/FieldFrame.tsx";
import { Badge } from "../../components/Status.tsx";
import { readAnnotation } from "../annotation.ts";
import { FieldContext, useForm } from "../context.ts";
import { groupedKinds, isLeaf } from "../controls/index.ts";
import { diagnosticsAt, toPointer, type FieldDiagnostic } from "../diagnostics.ts";
import { kindOf, simplify } from "../kinds.ts";
import { FieldNotes } from "./FieldNotes.tsx";

const tones = { error: "danger", warning: "warning", info: "info" } as const;

/**
 * The frame of one option: title, badges, help, why it is frozen, the control, messages, notes. Everything that
 * describes the control is named in its `aria-describedby`. An entry of a list has no frame: its template names it.
 */
export function OptionFieldTemplate(props: FieldTemplateProps<unknown>) {
  if (props.fieldPathId.path.length === 0) return props.children;
  if (props.hidden) return <div hidden>{props.children}</div>;
  if (typeof props.fieldPathId.path.at(-1) === "number") return props.children;
  return <OptionFrame {...props} />;
}

function OptionFrame(props: FieldTemplateProps<unknown>) {
  const { id, children, formData, onChange, disabled, readonly, required, fieldPathId } = props;
  const form = useForm();
  const kind = kindOf(props.schema, form.root);
  const { schema } = simplify(props.schema, form.root);
  const annotation = readAnnotation(schema);
  const leaf = isLeaf(kind);
  const frozen = form.frozen[fieldPathId.path.join("/")];
  const messages = diagnosticsAt(form.diagnostics, toPointer(fieldPathId.path), leaf);
  const help = props.rawDescription || schema.description;
  const title = schema.title ?? props.label;
  const ids = { label: `${id}--label`, help: `${id}--help`, frozen: `${id}--frozen`, messages: `${id}--messages` };
  const describedBy = idList(help && ids.help, frozen && ids.frozen, messages.length > 0 && ids.messages);
  const invalid = messages.some((message) => message.severity === "error");
  return (
    <div className="c-option" role={leaf ? undefined : "group"} aria-labelledby={leaf ? undefined : ids.label}>
      <div className="c-field">
        <div className="c-options__heading">
          {kind !== "checkbox" && (
            <FieldTitle id={ids.label} controlId={groupedKinds.has(kind) ? undefined : id}>
              {title}
              {required && leaf && <span className="c-field__optional"> ({form.labels.required})</span>}
            </FieldTitle>
          )}
          {kind === "checkbox" && (
            <FieldContext value={{ describedBy, invalid, labelId: ids.label }}>{children}</FieldContext>
          )}
          {annotation.immutable && <Badge icon="lock">{form.labels.permanent}</Badge>}
          {annotation.effect === "seconds" && !annotation.immutable && (
            <Badge icon="clock">{form.labels.inSeconds}</Badge>
          )}
        </div>
        {help && (
          <p id={ids.help} className="c-field__help">
            {help}
          </p>
        )}
        {frozen && (
          <FieldMessage id={ids.frozen} tone="info">
            {frozen}
          </FieldMessage>
        )}
        {kind !== "checkbox" && (
          <FieldContext value={{ describedBy, invalid, labelId: ids.label }}>{children}</FieldContext>
        )}
        <Messages id={ids.messages} messages={messages} />
        <Beside>{form.beside[fieldPathId.path.join("/")]}</Beside>
      </div>
      {leaf && (
        <FieldNotes
          schema={schema}
          value={formData}
          onTake={disabled || readonly || kind === "secret" ? undefined : (value) => onChange(value, fieldPathId.path)}
        />
      )}
    </div>
  );
}

/** What stands beside a field may be a form of its own, which rjsf would take for its own and stop. */
function Beside({ children }: { readonly children: ReactNode }) {
  if (children === undefined) return null;
  return <div onSubmit={(event) => event.stopPropagation()}>{children}</div>;
}

function FieldTitle(props: {
  readonly id: string;
  readonly controlId: string | undefined;
  readonly children: ReactNode;
}) {
  if (props.controlId === undefined) {
    return (
      <span id={props.id} className="c-field__label">
        {props.children}
      </span>
    );
  }
  return (
    <label id={props.id} className="c-field__label" htmlFor={props.controlId}>
      {props.children}
    </label>
  );
}

function Messages({ id, messages }: { readonly id: string; readonly messages: readonly FieldDiagnostic[] }) {
  if (messages.length === 0) return null;
  return (
    <div id={id}>
      {messages.map((each, index) => (
        <FieldMessage key={index} tone={tones[each.severity]}>
          {each.message}
        </FieldMessage>
      ))}
    </div>
  );
}
