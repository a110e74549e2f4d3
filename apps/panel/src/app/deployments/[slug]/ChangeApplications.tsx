"use client";
import { Button, Fold, SelectField, TextField, fill } from "@allotment/ui";
import { useState } from "react";
import type { Texts } from "../../../texts/english.ts";
import { addApplication, removeApplication } from "./actions.ts";
import { FlushForm } from "./FlushForm.tsx";
import type { EditedDraft } from "./use-draft.ts";

/** An application that can be added, with the short name that is usual for it. */
export interface Choosable {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

type Fields = Readonly<Record<string, string>>;

/** Adds an application to the draft. */
export function AddApplication(props: {
  readonly draft: EditedDraft;
  readonly fields: Fields;
  readonly choosable: readonly Choosable[];
  readonly taken: readonly string[];
  readonly labels: Texts["configuration"]["add"];
}) {
  const { choosable, taken, labels } = props;
  const first = choosable.find(({ slug }) => !taken.includes(slug)) ?? choosable[0];
  const [id, setId] = useState(first?.id ?? "");
  const [slug, setSlug] = useState(first ? free(first.slug, taken) : "");
  function choose(next: string) {
    setId(next);
    setSlug(free(choosable.find((one) => one.id === next)?.slug ?? next, taken));
  }
  return (
    <Fold summary={labels.title} open={taken.length === 0}>
      <FlushForm action={addApplication} draft={props.draft} fields={props.fields} className="c-form">
        <SelectField
          label={labels.application}
          name="application"
          value={id}
          onChange={(event) => choose(event.target.value)}
          options={choosable.map((one) => ({ value: one.id, label: one.name }))}
        />
        <TextField
          label={labels.slug}
          name="slug"
          id="new-instance-slug"
          value={slug}
          onChange={(event) => setSlug(event.target.value)}
          help={labels.slugHelp}
          pattern="[a-z](?:[a-z0-9\-]{0,30}[a-z0-9])?"
          maxLength={32}
          autoCapitalize="none"
          required
        />
        <Button type="submit">{labels.submit}</Button>
      </FlushForm>
    </Fold>
  );
}

function free(slug: string, taken: readonly string[]): string {
  if (!taken.includes(slug)) return slug;
  const number = [2, 3, 4, 5, 6, 7, 8, 9].find((one) => !taken.includes(`${slug}-${one}`));
  return `${slug}-${number ?? taken.length + 1}`;
}

/** Takes an application out of the draft; says what that does not do. */
export function RemoveApplication(props: {
  readonly draft: EditedDraft;
  readonly fields: Fields;
  readonly slug: string;
  readonly labels: Texts["configuration"]["remove"];
}) {
  const { slug, labels } = props;
  return (
    <Fold summary={labels.open}>
      <FlushForm action={removeApplication} draft={props.draft} fields={{ ...props.fields, slug }} className="c-form">
        <p>{labels.body}</p>
        <Button type="submit" variant="danger">
          {fill(labels.title, { slug })}
        </Button>
      </FlushForm>
    </Fold>
  );
}
