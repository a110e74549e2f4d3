"use client";
import { Button, Notice } from "@allotment/ui";
import { useActionState } from "react";
import { AccountFields, type AccountLabels } from "../../parts/AccountFields.tsx";
import { unsent } from "../../parts/form-state.ts";
import { ProblemNotice } from "../../parts/ProblemNotice.tsx";
import { setUp } from "./actions.ts";

/** The first account. Works before scripts have loaded. */
export function SetupForm(props: {
  readonly token: string;
  readonly labels: AccountLabels & {
    readonly submit: string;
    readonly workerTitle: string;
    readonly workerHelp: string;
  };
}) {
  const { token, labels } = props;
  const [{ problem, values }, action] = useActionState(setUp, unsent);
  return (
    <form action={action} className="c-form">
      {problem && <ProblemNotice problem={problem} />}
      {problem?.code === "worker-missing" && (
        <Notice tone="info" title={labels.workerTitle}>
          <p>{labels.workerHelp}</p>
        </Notice>
      )}
      <input type="hidden" name="token" value={token} />
      <AccountFields labels={labels} values={values} />
      <Button type="submit" variant="primary">
        {labels.submit}
      </Button>
    </form>
  );
}
