"use client";
import type { AffectedDeployment } from "@allotment/api/client";
import { fill, Notice } from "@allotment/ui";
import type { EditorLabels } from "./labels.ts";

/** Whom saving would concern, and how. What comes out the same as now is not named. */
export function Affected(props: { readonly affected: readonly AffectedDeployment[]; readonly labels: EditorLabels }) {
  const { labels } = props;
  const concerned = props.affected.filter(({ fits, changes }) => !fits || changes);
  return (
    <div aria-live="polite">
      {concerned.length > 0 && (
        <Notice tone={concerned.some(({ fits }) => !fits) ? "warning" : "info"} title={labels.affected}>
          <ul className="u-list">
            {concerned.map((one) => (
              <li key={one.id}>{sentenceOf(one, labels)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

function sentenceOf({ title, fits, errors, machines }: AffectedDeployment, labels: EditorLabels): string {
  if (!fits) return fill(labels.affectedUnfit, { title, why: errors.map(({ summary }) => summary).join(" ") });
  if (machines.length === 0) return fill(labels.affectedElse, { title });
  return fill(labels.affectedMachines, { title, machines: machines.join(", ") });
}
