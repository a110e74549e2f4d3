"use client";
import type { Comparison, FieldDifference } from "@allotment/api/client";
import { Button, Diff, fill, Fold } from "@allotment/ui";
import { useState } from "react";
import type { Texts } from "../../../texts/english.ts";
import { discardChanges } from "./actions.ts";
import { FlushForm } from "./FlushForm.tsx";
import type { EditedDraft } from "./use-draft.ts";
import { valueText } from "./value-text.ts";

type Labels = Texts["configuration"];

/** The draft against what is live, field by field; where nothing is live, against what was saved. */
export function Differences(props: {
  readonly draft: EditedDraft;
  readonly fields: Readonly<Record<string, string>>;
  readonly comparison: Comparison;
  readonly live: boolean;
  readonly labels: Labels;
}) {
  const { draft, comparison, live, labels } = props;
  const [openAtFirst] = useState(() => differencesOf(comparison, live).length > 0);
  // Nothing to compare with: the whole draft is new, and the forms show it.
  if (!live && comparison.stagedAgainstDeployed === null) return null;
  const differences = differencesOf(comparison, live);
  const title = live ? labels.differences.title : labels.differences.titleStaged;
  const saved = new Set(
    live
      ? differences
          .map(({ address }) => address)
          .filter((address) => !comparison.draftAgainstStaged.some((one) => one.address === address))
      : [],
  );
  const fields = { ...props.fields, to: live ? "deployed" : "staged" };
  return (
    <Fold summary={fill(labels.differences.count, { title, count: differences.length })} open={openAtFirst}>
      <div className="u-stack">
        {differences.length > 0 && <p className="u-soft">{labels.differences.help}</p>}
        <Diff
          labels={{ ...labels.differences.labels, nothing: labels.differences.none }}
          changes={differences.map((difference) => ({
            ...asChange(difference, labels),
            note: [
              difference.permanent ? labels.differences.permanent : "",
              saved.has(difference.address) ? labels.differences.saved : "",
            ]
              .filter(Boolean)
              .join(" "),
            action: (
              <FlushForm
                action={discardChanges}
                draft={draft}
                fields={{ ...fields, address: difference.address }}
                className="u-inline-form"
              >
                <Button type="submit" size="small" aria-label={`${labels.differences.discard}: ${difference.title}`}>
                  {labels.differences.discard}
                </Button>
              </FlushForm>
            ),
          }))}
        />
        {differences.length > 1 && (
          <FlushForm action={discardChanges} draft={draft} fields={fields}>
            <Button type="submit">{labels.differences.discardAll}</Button>
          </FlushForm>
        )}
      </div>
    </Fold>
  );
}

function differencesOf(comparison: Comparison, live: boolean): readonly FieldDifference[] {
  return live ? comparison.draftAgainstDeployed : comparison.draftAgainstStaged;
}

function asChange(difference: FieldDifference, { differences }: Labels) {
  const { address, instance, title, kind, before, after, effect, effectText, secret } = difference;
  const text = (value: unknown) => valueText(value, differences.values, secret);
  return {
    id: address,
    label: instance === null ? `${differences.backups}: ${title}` : `${title} · ${instance}`,
    kind,
    ...(kind === "added" ? {} : { before: text(before) }),
    ...(kind === "removed" ? {} : { after: text(after) }),
    ...(effect === null ? {} : { effect: { effect, label: effectText ?? effect } }),
  };
}
