"use client";
import { Button, fill, Fold, Notice } from "@allotment/ui";
import type { Texts } from "../../../texts/english.ts";
import type { EditedDraft } from "./use-draft.ts";

interface Props {
  readonly draft: EditedDraft;
  readonly slug: string;
  readonly labels: Texts["configuration"]["enabled"];
}

/** Switches an application off in the draft, its data kept. Nothing is shown where it is off already. */
export function SwitchApplication({ draft, slug, labels }: Props) {
  if (draft.document.applications[slug]?.enabled === false) return null;
  return (
    <Fold summary={labels.open}>
      <div className="c-form">
        <p>{labels.body}</p>
        <Button onClick={() => setEnabled(draft, slug, false)}>{fill(labels.off, { slug })}</Button>
      </div>
    </Fold>
  );
}

/** Says that an application is switched off in the draft, with the way back. */
export function SwitchedOff({ draft, slug, labels }: Props) {
  return (
    <Notice
      tone="warning"
      title={fill(labels.title, { slug })}
      action={<Button onClick={() => setEnabled(draft, slug, true)}>{fill(labels.on, { slug })}</Button>}
    >
      <p>{labels.kept}</p>
    </Notice>
  );
}

function setEnabled(draft: EditedDraft, slug: string, enabled: boolean): void {
  draft.change((document) => {
    const instance = document.applications[slug];
    if (instance === undefined) return document;
    const { enabled: _, ...rest } = instance;
    // On is what is meant where nothing is said.
    const changed = enabled ? rest : { ...rest, enabled };
    return { ...document, applications: { ...document.applications, [slug]: changed } };
  });
}
