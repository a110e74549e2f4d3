"use client";
import { Button, SelectField, TextField, type SelectOption } from "@allotment/ui";
import { useActionState } from "react";
import { unsent } from "../../../parts/form-state.ts";
import { ProblemNotice } from "../../../parts/ProblemNotice.tsx";
import type { Texts } from "../../../texts/english.ts";
import { scanMachine } from "./actions.ts";

/** Where a machine is, and for which environment. Works before scripts have loaded. */
export function WhereForm(props: {
  /** Environments that install; the one for a new environment is added here. */
  readonly environments: readonly SelectOption[];
  readonly environment: string;
  readonly labels: Texts["machines"]["where"];
}) {
  const { labels } = props;
  const [{ problem, values }, action] = useActionState(scanMachine, unsent);
  return (
    <form action={action} className="c-form">
      {problem && <ProblemNotice problem={problem} />}
      <SelectField
        label={labels.environment}
        name="environment"
        options={[...props.environments, { value: "", label: labels.newEnvironment }]}
        defaultValue={values["environment"] ?? props.environment}
      />
      <TextField
        label={labels.name}
        help={labels.nameHelp}
        name="machine"
        defaultValue={values["machine"]}
        maxLength={32}
        pattern="[a-z]([a-z0-9\-]{0,30}[a-z0-9])?"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <TextField
        label={labels.address}
        help={labels.addressHelp}
        name="address"
        defaultValue={values["address"]}
        maxLength={45}
        spellCheck={false}
        required
      />
      <div className="c-form-grid">
        <TextField
          label={labels.port}
          name="port"
          inputMode="numeric"
          pattern="[0-9]{1,5}"
          defaultValue={values["port"] ?? "22"}
          required
        />
        <TextField
          label={labels.user}
          help={labels.userHelp}
          name="user"
          pattern="[a-z_][a-z0-9_\-]{0,31}"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={values["user"] ?? "root"}
          required
        />
      </div>
      <Button type="submit" variant="primary">
        {labels.submit}
      </Button>
    </form>
  );
}
