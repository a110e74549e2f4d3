"use client";
import { fill, Notice } from "@allotment/ui";
import type { EditorLabels } from "./labels.ts";
import type { EditedEnvironment } from "./use-environment.ts";

/** Whether what is typed could be saved, and if not, everything that is wrong. */
export function CheckNotice({ edited, labels }: { readonly edited: EditedEnvironment; readonly labels: EditorLabels }) {
  const { diagnostics, state } = edited;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const list = diagnostics.length > 0 && (
    <ul className="u-list">
      {diagnostics.map((one) => (
        <li key={`${one.address} ${one.code}`}>
          {one.summary} {one.detail}
        </li>
      ))}
    </ul>
  );
  return (
    <div aria-live="polite" aria-busy={state === "waiting"}>
      {state === "failed" ? (
        <Notice tone="warning" title={labels.checkFailed} />
      ) : errors.length > 0 ? (
        <Notice tone="danger" title={fill(labels.mistakes, { count: errors.length })}>
          {list}
        </Notice>
      ) : (
        <Notice tone="success" title={state === "waiting" ? labels.checking : labels.valid}>
          {list}
        </Notice>
      )}
    </div>
  );
}
