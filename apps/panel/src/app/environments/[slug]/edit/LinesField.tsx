"use client";
import { TextArea, type TextAreaProps } from "@allotment/ui";
import { useState } from "react";

/** A list of texts, one per line. Empty lines are for typing only. */
export function LinesField(
  props: Omit<TextAreaProps, "value" | "onChange"> & {
    readonly value: unknown;
    /** The lines; undefined for none. */
    readonly onChange: (lines: readonly string[] | undefined) => void;
  },
) {
  const { value, onChange, ...rest } = props;
  const given = Array.isArray(value) ? value.map(String) : [];
  const [typed, setTyped] = useState(given.join("\n"));
  // What is typed stays as it is while it means the same; a change from elsewhere (the text) takes its place.
  const shown = linesOf(typed).join("\n") === given.join("\n") ? typed : given.join("\n");
  return (
    <TextArea
      {...rest}
      rows={3}
      spellCheck={false}
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value);
        const lines = linesOf(event.target.value);
        onChange(lines.length === 0 ? undefined : lines);
      }}
    />
  );
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
