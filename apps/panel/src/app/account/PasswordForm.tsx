"use client";
import { Button, Notice, TextField } from "@allotment/ui";
import { useActionState } from "react";
import { NewPasswordField } from "../../parts/AccountFields.tsx";
import { ProblemNotice } from "../../parts/ProblemNotice.tsx";
import { changePassword } from "./actions.ts";

/** Present and new password. Works before scripts have loaded. */
export function PasswordForm(props: {
  readonly username: string;
  readonly labels: Readonly<Record<"present" | "password" | "passwordHelp" | "submit" | "done" | "doneHelp", string>>;
}) {
  const { username, labels } = props;
  const [change, action] = useActionState(changePassword, null);
  return (
    <form action={action} className="c-form">
      {change?.problem && <ProblemNotice problem={change.problem} />}
      {change && !change.problem && (
        <Notice tone="success" title={labels.done} role="status">
          <p>{labels.doneHelp}</p>
        </Notice>
      )}
      <input type="hidden" name="username" value={username} autoComplete="username" />
      <TextField label={labels.present} name="present" type="password" autoComplete="current-password" required />
      <NewPasswordField label={labels.password} help={labels.passwordHelp} />
      <Button type="submit" variant="primary">
        {labels.submit}
      </Button>
    </form>
  );
}
