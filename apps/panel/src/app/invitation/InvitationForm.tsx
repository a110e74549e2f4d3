"use client";
import { Button } from "@allotment/ui";
import { useActionState } from "react";
import { AccountFields, NewPasswordField, type AccountLabels } from "../../parts/AccountFields.tsx";
import { unsent } from "../../parts/form-state.ts";
import { ProblemNotice } from "../../parts/ProblemNotice.tsx";
import { choosePassword, join } from "./actions.ts";

/** A new account, or a new password for one. Works before scripts have loaded. */
export function InvitationForm(props: {
  readonly token: string;
  /** User name whose password is chosen; null for a new account. */
  readonly username: string | null;
  readonly labels: AccountLabels & { readonly submit: string };
}) {
  const { token, username, labels } = props;
  const [{ problem, values }, action] = useActionState(username === null ? join : choosePassword, unsent);
  return (
    <form action={action} className="c-form">
      {problem && <ProblemNotice problem={problem} />}
      <input type="hidden" name="token" value={token} />
      {username === null ? (
        <AccountFields labels={labels} values={values} />
      ) : (
        <>
          <input type="hidden" name="username" value={username} autoComplete="username" />
          <NewPasswordField label={labels.password} help={labels.passwordHelp} />
        </>
      )}
      <Button type="submit" variant="primary">
        {labels.submit}
      </Button>
    </form>
  );
}
