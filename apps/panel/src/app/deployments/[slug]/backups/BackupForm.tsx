"use client";
import type { BackupView } from "@allotment/api/client";
import { Button, CheckboxField, SelectField, TextField } from "@allotment/ui";
import { useActionState } from "react";
import { ProblemNotice } from "../../../../parts/ProblemNotice.tsx";
import type { Texts } from "../../../../texts/english.ts";
import { setBackups } from "./actions.ts";

const counts = [
  { name: "daily", max: 366 },
  { name: "weekly", max: 104 },
  { name: "monthly", max: 120 },
] as const;

/** When backups are taken and how many are kept, in the draft. */
export function BackupForm(props: {
  readonly deploymentId: string;
  readonly slug: string;
  readonly etag: string;
  readonly wanted: BackupView["wanted"];
  readonly labels: Texts["backups"]["wanted"];
}) {
  const [problem, action] = useActionState(setBackups, null);
  const { wanted, labels } = props;
  return (
    <form action={action} className="c-form">
      {problem && <ProblemNotice problem={problem} />}
      <input type="hidden" name="deploymentId" value={props.deploymentId} />
      <input type="hidden" name="slug" value={props.slug} />
      <input type="hidden" name="etag" value={props.etag} />
      <CheckboxField label={labels.enabled} help={labels.enabledHelp} name="enabled" defaultChecked={wanted.enabled} />
      <SelectField
        label={labels.schedule}
        name="schedule"
        defaultValue={wanted.schedule}
        options={(["hourly", "daily", "weekly"] as const).map((value) => ({ value, label: labels.schedules[value] }))}
      />
      <TextField
        label={labels.time}
        help={labels.timeHelp}
        name="time"
        type="time"
        defaultValue={wanted.time}
        required
      />
      {counts.map(({ name, max }) => (
        <TextField
          key={name}
          label={labels[name]}
          name={name}
          type="number"
          min={0}
          max={max}
          defaultValue={wanted.retention[name]}
          required
        />
      ))}
      <Button type="submit" variant="primary">
        {labels.submit}
      </Button>
    </form>
  );
}
