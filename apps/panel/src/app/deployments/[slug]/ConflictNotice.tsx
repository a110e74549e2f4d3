"use client";
import type { OtherDraft } from "@allotment/api/client";
import { Button, Diff, fill, Notice } from "@allotment/ui";
import { momentText } from "../../../parts/moments.ts";
import type { Texts } from "../../../texts/english.ts";
import { compareDocuments } from "./compare-documents.ts";
import type { EditedDraft } from "./use-draft.ts";
import { valueText } from "./value-text.ts";

/** Somebody else saved the draft: who, when, the difference, and the choice. */
export function ConflictNotice(props: {
  readonly draft: EditedDraft;
  readonly conflict: OtherDraft;
  readonly titleOf: (address: string) => string | undefined;
  readonly labels: Texts["configuration"];
}) {
  const { draft, conflict, labels } = props;
  const words = labels.differences.values;
  const changes = compareDocuments(conflict.document, draft.document).map((each) => ({
    id: each.address,
    label: props.titleOf(each.address) ?? each.address,
    kind: each.kind,
    ...(each.kind === "added" ? {} : { before: valueText(each.before, words) }),
    ...(each.kind === "removed" ? {} : { after: valueText(each.after, words) }),
  }));
  const who = conflict.updatedByName ?? labels.conflict.somebody;
  return (
    <Notice
      tone="warning"
      role="alert"
      title={fill(labels.conflict.title, { who, when: momentText(conflict.updatedAt) })}
      action={
        <>
          <Button variant="primary" onClick={draft.takeTheirs}>
            {labels.conflict.theirs}
          </Button>
          <Button onClick={draft.keepMine}>{labels.conflict.mine}</Button>
        </>
      }
    >
      <p>{labels.conflict.body}</p>
      <Diff changes={changes} labels={{ ...labels.differences.labels, nothing: labels.conflict.same }} />
    </Notice>
  );
}
