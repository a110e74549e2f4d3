"use client";
import { Button, TextField } from "@allotment/ui";
import { useActionState, type ReactNode } from "react";
import { ProblemNotice } from "../../../parts/ProblemNotice.tsx";
import type { Texts } from "../../../texts/english.ts";
import { createOperator } from "./actions.ts";

/** The name of a new operator. `children`: hidden fields with what was chosen so far. */
export function OperatorFields(props: {
  readonly labels: Texts["newDeployment"]["place"]["noOperator"];
  readonly children: ReactNode;
}) {
  const [problem, action] = useActionState(createOperator, null);
  const { labels } = props;
  return (
    <form action={action} className="c-form">
      {problem && <ProblemNotice problem={problem} />}
      {props.children}
      <TextField label={labels.name} name="operatorName" help={labels.nameHelp} maxLength={80} required />
      <Button type="submit" variant="primary">
        {labels.create}
      </Button>
    </form>
  );
}
