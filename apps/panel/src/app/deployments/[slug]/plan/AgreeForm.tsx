"use client";
import type { SpokenDiagnostic } from "@allotment/api/client";
import { Button, CheckboxField, fill, TextField } from "@allotment/ui";
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
    readonly group: string;
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
          {groupsOf(warnings).map(([code, group]) => (
            <Warning key={code} code={code} group={group} label={labels.group} />
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

// Several warnings of one kind are agreed to together.
function groupsOf(warnings: readonly SpokenDiagnostic[]): readonly (readonly [string, readonly SpokenDiagnostic[]])[] {
  const codes = [...new Set(warnings.map(({ code }) => code))];
  return codes.map((code) => [code, warnings.filter((warning) => warning.code === code)] as const);
}

function Warning(props: {
  readonly code: string;
  readonly group: readonly SpokenDiagnostic[];
  readonly label: string;
}) {
  const { code, group, label } = props;
  const [first] = group;
  const several = group.length > 1;
  return (
    <div className="u-stack">
      {several && (
        <ul className="u-list">
          {group.map(({ address, summary }) => (
            <li key={address}>{summary}</li>
          ))}
        </ul>
      )}
      <CheckboxField
        id={`warning-${code}`}
        name="acknowledged"
        value={code}
        label={several ? fill(label, { count: group.length }) : (first?.summary ?? code)}
        help={[...new Set(group.map(({ detail }) => detail))].join(" ")}
        required
      />
    </div>
  );
}
