"use client";
import { Button, RadioCards, TextField, type RadioCard } from "@allotment/ui";
import { useActionState } from "react";
import { unsent } from "../../parts/form-state.ts";
import { ProblemNotice } from "../../parts/ProblemNotice.tsx";
import { createEnvironment } from "./actions.ts";

/** Name, way and policy of a new environment. Works before scripts have loaded. */
export function NewEnvironmentForm(props: {
  readonly labels: Readonly<
    Record<
      | "name"
      | "nameHelp"
      | "slug"
      | "slugHelp"
      | "description"
      | "descriptionHelp"
      | "optional"
      | "placement"
      | "orchestrator"
      | "submit",
      string
    >
  >;
  readonly placements: readonly RadioCard[];
  readonly orchestrators: readonly RadioCard[];
}) {
  const { labels } = props;
  const [{ problem, values }, action] = useActionState(createEnvironment, unsent);
  return (
    <form action={action} className="c-form">
      {problem && <ProblemNotice problem={problem} />}
      <TextField
        label={labels.name}
        help={labels.nameHelp}
        name="name"
        defaultValue={values["name"]}
        maxLength={80}
        required
      />
      <TextField
        label={labels.slug}
        help={labels.slugHelp}
        name="slug"
        defaultValue={values["slug"]}
        maxLength={32}
        pattern="[a-z]([a-z0-9\-]{0,30}[a-z0-9])?"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <TextField
        label={labels.description}
        help={labels.descriptionHelp}
        optionalLabel={labels.optional}
        name="description"
        defaultValue={values["description"]}
        maxLength={400}
      />
      <RadioCards
        label={labels.orchestrator}
        name="orchestrator"
        options={props.orchestrators}
        defaultValue={values["orchestrator"] ?? "nixos-ssh"}
      />
      <RadioCards
        label={labels.placement}
        name="placement"
        options={props.placements}
        defaultValue={values["placement"] ?? "machine-per-application"}
      />
      <Button type="submit" variant="primary">
        {labels.submit}
      </Button>
    </form>
  );
}
