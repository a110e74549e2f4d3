"use client";
import type { SpokenDiagnostic } from "@allotment/api/client";
import { Button, CheckboxField, TextField } from "@allotment/ui";
import { useActionState } from "react";
import { ProblemNotice } from "../../../../parts/ProblemNotice.tsx";
import { startRun } from "./actions.ts";

/** Warnings to tick, a remark for the history, and the button. */
export function AgreeForm(props: {
  readonly planId: string;
  readonly slug: string;
  readonly warnings: readonly SpokenDiagnostic[];
  /** Why it cannot start now; null when it can. */
  readonly disabledReason: string | null;
  readonly labels: {
    readonly warnings: string;
    readonly reason: string;
    readonly optional: string;
    readonly submit: string;
    readonly after: string;
  };
}) {
  const { warnings, labels, disabledReason } = props;
  const [problem, action, pending] = useActionState(startRun, null);
  return (
    <form action={action} className="c-form">
      {problem && <ProblemNotice problem={problem} />}
      <input type="hidden" name="planId" value={props.planId} />
      <input type="hidden" name="slug" value={props.slug} />
      {warnings.length > 0 && (
        <fieldset className="u-stack">
          <legend>{labels.warnings}</legend>
          {warnings.map(({ code, address, summary, detail }, index) => (
            <CheckboxField
              key={`${code} ${address}`}
              id={`warning-${index}`}
              name="acknowledged"
              value={`${code} ${address}`}
              label={summary}
              help={detail}
              required
            />
          ))}
        </fieldset>
      )}
      <TextField label={labels.reason} optionalLabel={labels.optional} name="reason" maxLength={500} />
      <p className="u-soft">{labels.after}</p>
      <Button
        type="submit"
        variant="primary"
        aria-busy={pending}
        {...(disabledReason === null ? {} : { disabledReason })}
      >
        {labels.submit}
      </Button>
    </form>
  );
}
