"use client";
import type { Problem } from "@allotment/api/client";
import { useActionState, type ReactNode } from "react";
import { ProblemNotice } from "./ProblemNotice.tsx";

/** A server action that gives back why it was refused; null when it was done. */
export type Action = (before: Problem | null, form: FormData) => Promise<Problem | null>;

/** A form around a few fields or one button, with the problem above them. Works before scripts have loaded. */
export function ActionForm(props: {
  readonly action: Action;
  /** What the form is about: ids that nobody types. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** In a line with other things instead of under each other. */
  readonly inline?: boolean;
  readonly children: ReactNode;
}) {
  const [problem, action] = useActionState(props.action, null);
  return (
    <form action={action} className={props.inline ? "u-inline-form" : "c-form"}>
      {problem && <ProblemNotice problem={problem} />}
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children}
    </form>
  );
}
