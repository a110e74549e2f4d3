"use client";
import { Button, CopyField, Notice, type CopyLabels } from "@allotment/ui";
import { useActionState } from "react";
import { renewClaim } from "./claim-actions.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";

/** The button that makes a link for a first administrator, and the link, once. Works before scripts have loaded. */
export function ClaimForm(props: {
  readonly deploymentId: string;
  readonly instance: string;
  readonly disabledReason: string | undefined;
  readonly labels: {
    readonly submit: string;
    readonly made: string;
    readonly link: string;
    readonly help: string;
    readonly stopped: string;
    readonly copy: CopyLabels;
  };
}) {
  const { deploymentId, instance, labels } = props;
  const [result, action] = useActionState(renewClaim, null);
  return (
    <form action={action} className="c-form">
      {result?.problem && <ProblemNotice problem={result.problem} />}
      {result?.made && (
        <Notice tone="success" title={labels.made} role="status">
          {result.made.stopped && <p>{labels.stopped}</p>}
          <CopyField
            label={labels.link}
            id={`claim-${instance}`}
            value={result.made.url}
            help={labels.help}
            labels={labels.copy}
          />
        </Notice>
      )}
      <input type="hidden" name="deploymentId" value={deploymentId} />
      <input type="hidden" name="instance" value={instance} />
      <Button type="submit" disabledReason={props.disabledReason}>
        {labels.submit}
      </Button>
    </form>
  );
}
