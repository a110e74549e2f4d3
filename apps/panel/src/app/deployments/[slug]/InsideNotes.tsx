"use client";
import type { InstanceSettingsView } from "@allotment/api/client";
import { Button, FieldMessage, fill } from "@allotment/ui";
import type { ReactNode } from "react";
import { ActionForm } from "../../../parts/ActionForm.tsx";
import type { Texts } from "../../../texts/english.ts";
import { keepTheirs, putBack } from "./actions.ts";
import { FlushForm } from "./FlushForm.tsx";
import type { EditedDraft } from "./use-draft.ts";
import { valueText, type ValueWords } from "./value-text.ts";

/** Beside each option of an instance that was changed inside the application: what it says there, and both ways out. */
export function insideNotes(props: {
  readonly settings: InstanceSettingsView | undefined;
  readonly draft: EditedDraft;
  readonly fields: Readonly<Record<string, string>>;
  readonly labels: Texts["configuration"]["inside"];
  readonly words: ValueWords;
}): Readonly<Record<string, ReactNode>> {
  const { settings, labels, words } = props;
  if (settings === undefined) return {};
  const { application: name, instance } = settings;
  return Object.fromEntries(
    settings.changed.map(({ option, title, here, inside, fits }) => [
      option,
      <div key={option} className="u-stack-tight">
        <FieldMessage tone="warning">
          {fill(labels.text, { name, inside: valueText(inside, words), here: valueText(here, words) })}
        </FieldMessage>
        <div className="u-row">
          {/* What is no value of the option here can only be replaced. */}
          {fits && (
            <FlushForm
              action={keepTheirs}
              draft={props.draft}
              fields={{ ...props.fields, instance, option }}
              className="u-inline-form"
            >
              <Button type="submit" size="small" aria-label={fill(labels.keepLong, { name, title })}>
                {labels.keep}
              </Button>
            </FlushForm>
          )}
          <ActionForm inline action={putBack} hidden={props.fields}>
            <Button type="submit" size="small" aria-label={fill(labels.backLong, { title })} title={labels.backHelp}>
              {labels.back}
            </Button>
          </ActionForm>
        </div>
      </div>,
    ]),
  );
}
