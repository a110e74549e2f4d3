"use client";
import { Button, SelectField, TextField } from "@allotment/ui";
import { useActionState } from "react";
import { ProblemNotice } from "../../../parts/ProblemNotice.tsx";
import type { Texts } from "../../../texts/english.ts";
import { moveToEnvironment, rename } from "./actions.ts";

/** Renames the deployment, and moves its draft to another environment. */
export function SettingsForms(props: {
  readonly deploymentId: string;
  readonly page: string;
  readonly title: string;
  readonly others: readonly { readonly value: string; readonly label: string }[];
  /** Why the draft cannot move now; null when it can. */
  readonly moveDisabledReason: string | null;
  readonly labels: Texts["configuration"]["settings"];
}) {
  const { labels, others } = props;
  const [renameProblem, renameAction] = useActionState(rename, null);
  const [moveProblem, moveAction] = useActionState(moveToEnvironment, null);
  const hidden = (
    <>
      <input type="hidden" name="deploymentId" value={props.deploymentId} />
      <input type="hidden" name="page" value={props.page} />
    </>
  );
  const reason = props.moveDisabledReason ?? (others.length === 0 ? labels.only : null);
  return (
    <>
      <form action={renameAction} className="c-form">
        {renameProblem && <ProblemNotice problem={renameProblem} />}
        {hidden}
        <TextField label={labels.name} name="title" defaultValue={props.title} maxLength={80} required />
        <Button type="submit">{labels.rename}</Button>
      </form>
      <form action={moveAction} className="c-form">
        {moveProblem && <ProblemNotice problem={moveProblem} />}
        {hidden}
        {others.length > 0 && (
          <SelectField
            label={labels.environment}
            name="environmentId"
            help={labels.environmentHelp}
            options={[...others]}
          />
        )}
        <Button type="submit" {...(reason === null ? {} : { disabledReason: reason })}>
          {labels.move}
        </Button>
      </form>
    </>
  );
}
