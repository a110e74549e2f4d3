"use client";
import { Button, Fold, TextField } from "@allotment/ui";
import { useState } from "react";
import type { EditorLabels, LabelledType } from "./labels.ts";

const namePattern = /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

/** A name and a button that declares one more of a type. */
export function AddOffer(props: {
  readonly type: LabelledType;
  readonly taken: readonly string[];
  readonly labels: EditorLabels;
  readonly onAdd: (name: string) => void;
}) {
  const { type, taken, labels, onAdd } = props;
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  function add() {
    if (!namePattern.test(name)) return setError(labels.newNameWrong);
    if (taken.includes(name)) return setError(labels.newNameTaken);
    setError(undefined);
    setName("");
    onAdd(name);
  }
  return (
    <Fold summary={type.add} open={type.type === "machine" && taken.length === 0 ? true : undefined}>
      <div className="c-search">
        <TextField
          label={labels.newName}
          help={labels.newNameHelp}
          error={error}
          name={`new-${type.type}`}
          value={name}
          maxLength={32}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <Button icon="plus" onClick={add}>
          {type.add}
        </Button>
      </div>
    </Fold>
  );
}
