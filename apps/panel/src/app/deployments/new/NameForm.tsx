"use client";
import { Button, fill, LinkButton, TextField } from "@allotment/ui";
import { useActionState, useState, type ReactNode } from "react";
import { ProblemNotice } from "../../../parts/ProblemNotice.tsx";
import type { Texts } from "../../../texts/english.ts";
import { createDeployment } from "./actions.ts";

/** Last step: name and size; creates the draft. `children`: hidden fields with what was chosen so far. */
export function NameForm(props: {
  readonly labels: Texts["newDeployment"]["name"];
  readonly back: { readonly href: string; readonly label: string };
  readonly initial: { readonly title: string; readonly slug: string };
  /** Applications that cannot do without a contact address. */
  readonly emailNeededBy: readonly string[];
  readonly children: ReactNode;
}) {
  const [refused, action, pending] = useActionState(createDeployment, null);
  const problem = refused?.problem;
  const [values, setValues] = useState(refused?.typed ?? { ...props.initial, users: "50", email: "" });
  const { labels, emailNeededBy } = props;
  const bind = (name: keyof typeof values) => ({
    name,
    value: values[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setValues((before) => ({ ...before, [name]: event.target.value })),
  });
  return (
    <form action={action} className="c-form">
      {problem && <ProblemNotice problem={problem} />}
      {props.children}
      <TextField {...bind("title")} label={labels.name} help={labels.nameHelp} maxLength={80} required />
      <TextField
        {...bind("users")}
        label={labels.users}
        help={labels.usersHelp}
        type="number"
        min={1}
        max={1_000_000}
        required
      />
      <TextField
        {...bind("email")}
        label={labels.email}
        help={
          emailNeededBy.length === 0
            ? labels.emailHelp
            : `${fill(labels.emailNeeded, { names: emailNeededBy.join(", ") })} ${labels.emailHelp}`
        }
        optionalLabel={emailNeededBy.length === 0 ? labels.optional : undefined}
        required={emailNeededBy.length > 0}
        type="email"
        autoComplete="email"
      />
      <TextField
        {...bind("slug")}
        label={labels.slug}
        help={labels.slugHelp}
        error={problem?.code === "taken" ? problem.summary : undefined}
        maxLength={32}
        pattern="[a-z](?:[a-z0-9\-]{0,30}[a-z0-9])?"
        autoCapitalize="none"
        required
      />
      <p className="u-soft">{labels.after}</p>
      <div className="u-row">
        <Button type="submit" variant="primary" aria-busy={pending}>
          {labels.create}
        </Button>
        <LinkButton href={props.back.href}>{props.back.label}</LinkButton>
      </div>
    </form>
  );
}
