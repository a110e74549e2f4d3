"use client";
import { fill, Notice, Status } from "@allotment/ui";
import type { EditorLabels } from "./labels.ts";
import type { EditedEnvironment } from "./use-environment.ts";

interface Props {
  readonly edited: EditedEnvironment;
  readonly labels: EditorLabels;
}

/** Everything that is to be put right or to be known, in sentences. Nothing is shown for nothing. */
export function CheckNotice({ edited: { diagnostics, state }, labels }: Props) {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const title = errors > 0 ? fill(labels.mistakes, { count: errors }) : labels.remarks;
  return (
    <div aria-live="polite" aria-busy={state === "waiting"}>
      {diagnostics.length > 0 && (
        <Notice tone={errors > 0 ? "danger" : "info"} title={title}>
          <ul className="u-list">
            {diagnostics.map((one, index) => (
              <li key={`${index} ${one.address} ${one.code}`}>
                {one.summary} {one.detail}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

/** Whether what is typed could be saved, in a word or two. */
export function CheckStatus({ edited: { state }, labels }: Props) {
  if (state === "failed") return <Status tone="warning">{labels.checkFailed}</Status>;
  if (state === "waiting") return <Status tone="progress">{labels.checking}</Status>;
  return <Status tone="success">{labels.valid}</Status>;
}
