"use client";
import { Button, CheckboxField, RadioCards, SelectField, TextArea, TextField, type RadioCard } from "@allotment/ui";
import { useActionState } from "react";
import { unsent } from "../../../parts/form-state.ts";
import { ProblemNotice } from "../../../parts/ProblemNotice.tsx";
import type { Texts } from "../../../texts/english.ts";
import { declareMachine } from "./actions.ts";

/** Fields whose values the test has filled in. */
export interface Found {
  readonly preset: string;
  readonly cpuCores: string;
  readonly memoryMiB: string;
  readonly diskGiB: string;
}

/** What a machine has, to be looked over and added. Works before scripts have loaded. */
export function DeclareForm(props: {
  readonly hidden: Readonly<Record<string, string>>;
  readonly found: Found;
  readonly presets: readonly RadioCard[];
  /** Whether the environment is made now. */
  readonly isNewPlace: boolean;
  readonly labels: Readonly<
    Record<
      | "hardware"
      | "cpuCores"
      | "memoryMiB"
      | "diskGiB"
      | "found"
      | "module"
      | "system"
      | "moduleHelp"
      | "optional"
      | "submit",
      string
    >
  > &
    Texts["machines"]["declare"]["place"];
}) {
  const { found, labels } = props;
  const [{ problem, values }, action] = useActionState(declareMachine, unsent);
  return (
    <form action={action} className="c-form">
      {problem && <ProblemNotice problem={problem} />}
      {Object.entries(props.hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.isNewPlace && (
        <>
          <TextField
            label={labels.name}
            help={labels.nameHelp}
            name="environmentName"
            defaultValue={values["environmentName"] ?? labels.nameUsual}
            maxLength={80}
            required
          />
          <TextField
            label={labels.acmeEmail}
            help={labels.acmeEmailHelp}
            name="acmeEmail"
            type="email"
            defaultValue={values["acmeEmail"]}
            maxLength={254}
            required
          />
          <CheckboxField
            label={labels.closedNetwork}
            help={labels.closedNetworkHelp}
            name="closedNetwork"
            defaultChecked={values["closedNetwork"] === "on"}
          />
          <TextArea
            label={labels.adminKeys}
            help={labels.adminKeysHelp}
            optionalLabel={labels.optional}
            name="adminKeys"
            defaultValue={values["adminKeys"]}
            rows={3}
            spellCheck={false}
          />
        </>
      )}
      <RadioCards
        label={labels.hardware}
        name="preset"
        options={props.presets}
        defaultValue={values["preset"] ?? found.preset}
      />
      <TextArea
        label={labels.module}
        help={labels.moduleHelp}
        optionalLabel={labels.optional}
        name="module"
        defaultValue={values["module"]}
        rows={6}
        wrap="off"
        spellCheck={false}
      />
      <SelectField
        label={labels.system}
        name="system"
        options={[
          { value: "x86_64-linux", label: "x86-64" },
          { value: "aarch64-linux", label: "ARM (aarch64)" },
        ]}
        defaultValue={values["system"]}
      />
      <p className="u-soft">{labels.found}</p>
      {(["cpuCores", "memoryMiB", "diskGiB"] as const).map((name) => (
        <TextField
          key={name}
          label={labels[name]}
          name={name}
          inputMode="numeric"
          pattern="[0-9]+"
          defaultValue={values[name] ?? found[name]}
          required
        />
      ))}
      <Button type="submit" variant="primary">
        {labels.submit}
      </Button>
    </form>
  );
}
