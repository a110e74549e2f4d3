"use client";

import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { FieldMessage } from "../../components/FieldFrame.tsx";
import { Status } from "../../components/Status.tsx";
import { isRecord } from "../annotation.ts";
import { useFieldAttributes, useForm, useLabelId } from "../context.ts";
import type { ControlProps } from "../control-props.ts";

/**
 * A password or key. The configuration holds only `{"$secret": id}`: what is typed goes to `onSecret` at the press of a
 * button and never into the form's value, so that no plan, draft or log can hold it. Without `onSecret` one sees only
 * whether it is set.
 */
export function SecretControl({ id, name, value, onChange, disabled }: ControlProps) {
  const { labels, onSecret } = useForm();
  const [editing, setEditing] = useState(false);
  const isSet = isRecord(value) && typeof value["$secret"] === "string" && value["$secret"] !== "";
  const editable = onSecret !== undefined && !disabled;
  const attributes = useFieldAttributes();
  return (
    <div
      id={id}
      className="c-options__secret"
      role="group"
      tabIndex={-1}
      aria-labelledby={useLabelId()}
      aria-describedby={attributes["aria-describedby"]}
    >
      <div className="u-row">
        <Status tone={isSet ? "success" : "neutral"} icon={isSet ? "lock" : "dot"}>
          {isSet ? labels.secret.set : labels.secret.notSet}
        </Status>
        {editable && isSet && !editing && (
          <Button size="small" onClick={() => setEditing(true)}>
            {labels.secret.replace}
          </Button>
        )}
      </div>
      {editable && (!isSet || editing) && (
        <SecretInput
          id={id}
          name={name}
          onSaved={(reference) => {
            setEditing(false);
            onChange(reference);
          }}
          onCancel={editing ? () => setEditing(false) : undefined}
        />
      )}
    </div>
  );
}

type SecretInputProps = {
  readonly id: string;
  readonly name: string;
  readonly onSaved: (reference: unknown) => void;
  readonly onCancel: (() => void) | undefined;
};

function SecretInput({ id, name, onSaved, onCancel }: SecretInputProps) {
  const { labels, onSecret } = useForm();
  const [typed, setTyped] = useState("");
  const [state, setState] = useState<"idle" | "saving" | "failed">("idle");
  async function save() {
    if (!onSecret || typed === "" || state === "saving") return;
    setState("saving");
    try {
      const reference = await onSecret(name, typed);
      setState("idle");
      setTyped("");
      onSaved(reference);
    } catch {
      setState("failed");
    }
  }
  return (
    <>
      <label className="u-small u-soft" htmlFor={`${id}--new`}>
        {labels.secret.newValue}
      </label>
      <input
        id={`${id}--new`}
        type="password"
        className="c-input"
        value={typed}
        autoComplete="new-password"
        aria-describedby={state === "failed" ? `${id}--failed` : undefined}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          void save();
        }}
      />
      {state === "failed" && (
        <FieldMessage id={`${id}--failed`} tone="danger">
          {labels.secret.failed}
        </FieldMessage>
      )}
      <div className="u-row">
        <Button size="small" onClick={() => void save()}>
          {labels.secret.save}
        </Button>
        {onCancel && (
          <Button size="small" variant="quiet" onClick={onCancel}>
            {labels.secret.cancel}
          </Button>
        )}
      </div>
    </>
  );
}
