"use client";
import type { Problem } from "@allotment/api/client";
import { Button, LinkButton, RadioCards, SelectField, TextArea, TextField } from "@allotment/ui";
import { useActionState, useState } from "react";
import { ProblemNotice } from "../../../../parts/ProblemNotice.tsx";
import type { Texts } from "../../../../texts/english.ts";
import { remove } from "./actions.ts";

/** Days in which a removal can be taken back, unless another number is chosen. */
const usualGraceDays = "14";

/**
 * Asks for a removal: last backup, time to think again, and the short name typed. Works before scripts have loaded.
 * The server says what is missing, so that what it said of an earlier try never stays beside another reason.
 */
export function RemoveForm(props: {
  readonly deploymentId: string;
  readonly slug: string;
  /** Null where nothing was ever installed, so that nothing is backed up and nobody has to wait. */
  readonly live: {
    readonly graces: readonly { readonly value: string; readonly label: string }[];
    /** Whether backups are taken of it, so that a last one can be. */
    readonly backups: boolean;
  } | null;
  readonly disabledReason: string | null;
  readonly labels: Texts["states"]["remove"];
  /** Those that name the deployment. */
  readonly named: { readonly confirm: string; readonly submit: string };
}) {
  const { live, labels, slug, disabledReason } = props;
  const [problem, action] = useActionState<Problem | null, FormData>(remove, null);
  const [values, setValues] = useState({
    backup: live?.backups ? "take" : "decline",
    declined: live === null ? labels.draftText : "",
    graceDays: live === null ? "0" : usualGraceDays,
    reason: "",
    confirm: "",
  });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const bind = (name: keyof typeof values) => ({
    name,
    value: values[name],
    onChange: (event: { readonly target: { readonly value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <form action={action} className="c-form" noValidate>
      {problem && <ProblemNotice problem={problem} />}
      <input type="hidden" name="deploymentId" value={props.deploymentId} />
      <input type="hidden" name="slug" value={slug} />
      {live === null ? (
        <>
          <p>{labels.draftText}</p>
          {(["backup", "declined", "graceDays"] as const).map((name) => (
            <input key={name} type="hidden" name={name} value={values[name]} />
          ))}
        </>
      ) : (
        <>
          <RadioCards
            label={labels.backup}
            name="backup"
            help={live.backups ? undefined : labels.backupsOff}
            value={values.backup}
            onChange={(backup) => set({ backup })}
            options={[
              { value: "take", label: labels.take, description: labels.takeHelp, disabled: !live.backups },
              { value: "decline", label: labels.decline, description: labels.declineHelp },
            ]}
          />
          <TextArea
            {...bind("declined")}
            label={labels.declined}
            help={labels.declinedHelp}
            optionalLabel={values.backup === "take" ? labels.onlyDeclined : undefined}
            maxLength={500}
            rows={2}
            required={values.backup === "decline"}
          />
          <SelectField {...bind("graceDays")} label={labels.grace} help={labels.graceHelp} options={[...live.graces]} />
        </>
      )}
      <TextField {...bind("reason")} label={labels.reason} optionalLabel={labels.optional} maxLength={500} />
      <TextField
        {...bind("confirm")}
        label={props.named.confirm}
        help={live === null ? undefined : labels.confirmHelp}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <div className="u-row">
        <Button type="submit" variant="danger" {...(disabledReason === null ? {} : { disabledReason })}>
          {props.named.submit}
        </Button>
        <LinkButton href={`/deployments/${slug}`}>{labels.back}</LinkButton>
      </div>
    </form>
  );
}
