"use client";
import type { Problem } from "@allotment/api/client";
import { Button, Notice, TextField } from "@allotment/ui";
import { useActionState } from "react";
import { ProblemNotice } from "../../../parts/ProblemNotice.tsx";

/** Says that a test mail arrived. Opening the page says nothing: programs that look at mail open links too. */
export function ConfirmForm(props: {
  readonly action: (before: ConfirmResult, form: FormData) => Promise<ConfirmResult>;
  readonly contactId: string;
  readonly code: string;
  readonly labels: Readonly<Record<"code" | "submit" | "done" | "doneSentence", string>>;
}) {
  const { contactId, code, labels } = props;
  const [result, action] = useActionState(props.action, null);
  if (result?.done) {
    return (
      <Notice tone="success" title={labels.done} role="status">
        <p>{labels.doneSentence}</p>
      </Notice>
    );
  }
  return (
    <form action={action} className="c-form">
      {result?.problem && <ProblemNotice problem={result.problem} />}
      <input type="hidden" name="contactId" value={contactId} />
      <TextField label={labels.code} name="code" defaultValue={code} maxLength={40} autoComplete="off" required />
      <Button type="submit" variant="primary">
        {labels.submit}
      </Button>
    </form>
  );
}

/** What became of it; null before. */
export type ConfirmResult = { readonly done: boolean; readonly problem: Problem | null } | null;
