"use client";
import { Button, TextField } from "@allotment/ui";
import { useActionState } from "react";
import { NewPasswordField } from "../../parts/AccountFields.tsx";
import { ProblemNotice } from "../../parts/ProblemNotice.tsx";
import { changePassword } from "./actions.ts";

/** Present and new password. Works before scripts have loaded. */
export function PasswordForm(props: {
  readonly username: string;
  readonly labels: Readonly<Record<"present" | "password" | "passwordHelp" | "submit", string>>;
}) {
  const { username, labels } = props;
  const [problem, action] = useActionState(changePassword, null);
  return (
    <form action={action} className="c-form">
      {problem && <ProblemNotice problem={problem} />}
      <input type="hidden" name="username" value={username} autoComplete="username" />
      <TextField label={labels.present} name="present" type="password" autoComplete="current-password" required />
      <NewPasswordField label={labels.password} help={labels.passwordHelp} />
      <Button type="submit" variant="primary">
        {labels.submit}
      </Button>
    </form>
  );
}
