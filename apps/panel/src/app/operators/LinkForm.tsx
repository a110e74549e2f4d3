"use client";
import { Button, CopyField, Notice, type ButtonVariant, type CopyLabels } from "@allotment/ui";
import { useActionState, type ReactNode } from "react";
import { ProblemNotice } from "../../parts/ProblemNotice.tsx";
import type { LinkResult } from "./actions.ts";

/** Words beside a link that is shown once. */
export interface LinkLabels {
  readonly submit: string;
  /** Title of the notice with the link. */
  readonly made: string;
  readonly link: string;
  readonly help: string;
  readonly copy: CopyLabels;
}

/** A form that makes a link to copy. The link is part of the answer, so it is also there without scripts. */
export function LinkForm(props: {
  readonly action: (before: LinkResult, form: FormData) => Promise<LinkResult>;
  /** Tells the fields of several such forms of a page apart. */
  readonly id: string;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly labels: LinkLabels;
  readonly variant?: ButtonVariant;
  readonly size?: "normal" | "small";
  readonly disabledReason?: string | undefined;
  readonly children?: ReactNode;
}) {
  const { labels } = props;
  const [result, action] = useActionState(props.action, null);
  return (
    <form action={action} className="c-form">
      {result?.problem && <ProblemNotice problem={result.problem} />}
      {result?.url && (
        <Notice tone="success" title={labels.made} role="status">
          <CopyField
            label={labels.link}
            id={`${props.id}-link`}
            value={result.url}
            help={labels.help}
            labels={labels.copy}
          />
        </Notice>
      )}
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children}
      <Button type="submit" variant={props.variant} size={props.size} disabledReason={props.disabledReason}>
        {labels.submit}
      </Button>
    </form>
  );
}
