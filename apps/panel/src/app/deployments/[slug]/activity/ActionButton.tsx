"use client";
import { Button, type ButtonVariant } from "@allotment/ui";
import { useActionState } from "react";
import { ProblemNotice } from "../../../../parts/ProblemNotice.tsx";
import { cancelRun, rollBack, tryAgain, wakeRun } from "./actions.ts";

const actions = { cancelRun, rollBack, tryAgain, wakeRun };

/** A form that is one button; works before scripts have loaded. */
export function ActionButton(props: {
  readonly does: keyof typeof actions;
  readonly fields: Readonly<Record<string, string>>;
  readonly label: string;
  /** Said instead of the label where several buttons have the same one. */
  readonly longLabel?: string | undefined;
  readonly variant?: ButtonVariant | undefined;
  readonly size?: "normal" | "small" | undefined;
  readonly disabledReason?: string | null | undefined;
}) {
  const [problem, action] = useActionState(actions[props.does], null);
  const { disabledReason } = props;
  return (
    <form action={action} className="u-inline-form">
      {problem && <ProblemNotice problem={problem} />}
      {Object.entries(props.fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button
        type="submit"
        variant={props.variant}
        size={props.size}
        aria-label={props.longLabel}
        {...(disabledReason ? { disabledReason } : {})}
      >
        {props.label}
      </Button>
    </form>
  );
}
