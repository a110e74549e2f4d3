"use client";
import { CodeBlock, fill, TextField, type CopyLabels } from "@allotment/ui";
import { useState } from "react";
import type { Texts } from "../../../texts/english.ts";
import type { InstanceChoice } from "./choices.ts";
import { HostField } from "./HostField.tsx";

type Labels = Texts["newDeployment"]["addresses"];

/** An application whose addresses are asked. */
export interface AddressSubject {
  readonly id: string;
  readonly name: string;
  readonly initial: InstanceChoice;
  /** What stands behind the @, where that is not the site's address. */
  readonly handle: string | null;
  readonly hasMedia: boolean;
  readonly errors: {
    readonly slug?: string | undefined;
    readonly web?: string | undefined;
    readonly media?: string | undefined;
  };
}

/** Short name and host names of each application, with what they mean for people, and the note with the records. */
export function AddressFields(props: {
  readonly subjects: readonly AddressSubject[];
  readonly base: string;
  readonly redirect: boolean;
  readonly labels: Labels;
  readonly copyLabels: CopyLabels;
}) {
  const { subjects, labels } = props;
  const [values, setValues] = useState(() => Object.fromEntries(subjects.map(({ id, initial }) => [id, initial])));
  const current = subjects.map((subject) => ({ ...subject, value: values[subject.id] ?? subject.initial }));
  const set = (id: string, change: Partial<InstanceChoice>) =>
    setValues((before) => ({ ...before, [id]: { ...(before[id] ?? { slug: "", web: "", media: "" }), ...change } }));
  return (
    <>
      {current.map(({ id, name, value, handle, hasMedia, errors }) => (
        <fieldset key={id} className="c-form c-panel">
          <legend className="c-panel__title">{name}</legend>
          <p>
            <strong>{sentenceOf(labels, value, handle)}</strong>{" "}
            {value.media !== "" && fill(labels.mediaSentence, { media: value.media })}
          </p>
          <HostField
            label={labels.web}
            name={`${id}-web`}
            value={value.web}
            onChange={(web) => set(id, { web })}
            error={errors.web}
            labels={labels.check}
          />
          {hasMedia && (
            <HostField
              label={labels.media}
              name={`${id}-media`}
              value={value.media}
              onChange={(media) => set(id, { media })}
              error={errors.media}
              help={labels.mediaHelp}
              optionalLabel={labels.optional}
              labels={labels.check}
            />
          )}
          <TextField
            label={labels.slug}
            name={`${id}-slug`}
            value={value.slug}
            onChange={(event) => set(id, { slug: event.target.value })}
            error={errors.slug}
            help={labels.slugHelp}
            maxLength={32}
            autoCapitalize="none"
            required
          />
        </fieldset>
      ))}
      <div className="u-stack">
        <p className="u-soft">{labels.noteHelp}</p>
        <CodeBlock
          title={labels.noteTitle}
          code={noteOf(labels, props.base, props.redirect, current)}
          labels={props.copyLabels}
        />
      </div>
    </>
  );
}

function sentenceOf(labels: Labels, { web }: InstanceChoice, handle: string | null): string {
  if (handle === null || handle === web) return fill(labels.handlesSame, { web });
  return fill(labels.handles, { handle, web });
}

function noteOf(
  { note }: Labels,
  base: string,
  redirect: boolean,
  subjects: readonly (AddressSubject & { readonly value: InstanceChoice })[],
): string {
  const lines = subjects.flatMap(({ name, value, handle }) => [
    fill(note.web, { host: value.web, name }),
    ...(value.media === "" ? [] : [fill(note.media, { host: value.media, name })]),
    ...(handle === null || redirect ? [] : [fill(note.account, { host: handle, name })]),
  ]);
  const web = subjects.find(({ handle }) => handle !== null)?.value.web;
  return [
    fill(note.start, { base }),
    "",
    ...lines.map((line) => `- ${line}`),
    "",
    ...(redirect && web !== undefined ? [fill(note.redirect, { base, web }), ""] : []),
    note.end,
  ].join("\n");
}
