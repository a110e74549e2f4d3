"use client";
import type { AffectedDeployment } from "@allotment/api/client";
import { fill, Notice } from "@allotment/ui";
import type { AffectedLabels } from "./labels.ts";

/** What saving would mean for each deployment that is there, before anything is saved. Nothing is shown for nothing. */
export function Affected(props: { readonly affected: readonly AffectedDeployment[]; readonly labels: AffectedLabels }) {
  const { affected, labels } = props;
  const lost = affected.some(({ fits, fitsNow }) => fitsNow && !fits);
  return (
    <div aria-live="polite">
      {affected.length > 0 && (
        <Notice tone={lost ? "warning" : "info"} title={labels.title}>
          <ul className="u-list">
            {affected.map((one) => (
              <li key={one.id}>
                <a href={`/deployments/${one.slug}`}>{one.title}</a>: {sentenceOf(one, labels)}
              </li>
            ))}
          </ul>
          <p>{labels.help}</p>
        </Notice>
      )}
    </div>
  );
}

function sentenceOf({ fits, fitsNow, changes, machines, errors }: AffectedDeployment, labels: AffectedLabels): string {
  const why = errors.map(({ summary }) => summary).join(" ");
  if (!fits) return `${fitsNow ? labels.unfit : labels.stillUnfit} ${why}`;
  if (!changes) return labels.same;
  return machines.length === 0 ? labels.changes : fill(labels.machines, { machines: machines.join(", ") });
}
