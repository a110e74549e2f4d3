"use client";
import { Button, Status, type Tone } from "@allotment/ui";
import type { Texts } from "../../../texts/english.ts";
import { changeNow, saveAndPlan } from "./actions.ts";
import { FlushForm } from "./FlushForm.tsx";
import { saveFormId } from "./save-form-id.ts";
import type { EditedDraft, SaveState } from "./use-draft.ts";

const tones: Readonly<Record<SaveState, Tone>> = {
  saved: "success",
  dirty: "neutral",
  saving: "progress",
  failed: "danger",
  conflict: "warning",
};

/** Where saving stands, and the button that goes on. */
export function SaveLine(props: {
  readonly draft: EditedDraft;
  readonly fields: Readonly<Record<string, string>>;
  readonly titleOf: (address: string) => string | undefined;
  /** Whether the draft changes nothing but what takes effect in seconds. */
  readonly instant: boolean;
  readonly labels: Texts["configuration"];
}) {
  const { draft, labels, instant } = props;
  const words: Readonly<Record<SaveState, string>> = {
    saved: draft.savedHere ? labels.editor.savedJustNow : labels.editor.saved,
    dirty: labels.editor.dirty,
    saving: labels.editor.saving,
    failed: draft.problem ? `${draft.problem.summary} ${draft.problem.next}` : labels.editor.failed,
    conflict: labels.editor.conflictWaiting,
  };
  return (
    <>
      {instant && <ChangeNow {...props} />}
      <FlushForm
        id={saveFormId}
        action={saveAndPlan}
        draft={draft}
        fields={props.fields}
        titleOf={props.titleOf}
        className="u-stack"
      >
        <div className="u-row" role="status">
          <Status tone={tones[draft.state]}>{words[draft.state]}</Status>
          {draft.state === "failed" && (
            <Button size="small" onClick={() => void draft.flush()}>
              {labels.editor.tryAgain}
            </Button>
          )}
        </div>
        <Button type="submit" variant={instant ? "plain" : "primary"}>
          {labels.saveAside}
        </Button>
      </FlushForm>
    </>
  );
}

/** Saves the draft and changes what is live at once. */
function ChangeNow({ draft, fields, titleOf, labels }: Parameters<typeof SaveLine>[0]) {
  return (
    <FlushForm action={changeNow} draft={draft} fields={fields} titleOf={titleOf} className="u-stack">
      <p className="u-small">{labels.now.help}</p>
      <Button type="submit" variant="primary" icon="clock">
        {labels.now.submit}
      </Button>
    </FlushForm>
  );
}
