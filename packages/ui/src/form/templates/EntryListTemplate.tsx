"use client";

import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps } from "@rjsf/utils";
import { Button } from "../../components/Button.tsx";
import { fill } from "../../components/fill.ts";
import { useForm } from "../context.ts";

/** A list of entries with fields of their own. */
export function EntryListTemplate({
  fieldPathId,
  items,
  canAdd,
  onAddClick,
  disabled,
  readonly,
}: ArrayFieldTemplateProps) {
  const { labels } = useForm();
  return (
    <div id={fieldPathId.$id} tabIndex={-1} className="c-options__fields">
      {items}
      {canAdd && !disabled && !readonly && (
        <div>
          <Button icon="plus" onClick={(event) => onAddClick(event)}>
            {labels.list.add}
          </Button>
        </div>
      )}
    </div>
  );
}

/** One entry of such a list, with its number and a button that takes it out. */
export function EntryTemplate({ children, index, buttonsProps, disabled, readonly }: ArrayFieldItemTemplateProps) {
  const { labels } = useForm();
  const name = fill(labels.list.entry, { number: index + 1 });
  return (
    <section className="c-options__item" aria-label={name}>
      {children}
      {buttonsProps.hasRemove && !disabled && !readonly && (
        <div>
          <Button size="small" aria-label={`${labels.list.remove}: ${name}`} onClick={buttonsProps.onRemoveItem}>
            {labels.list.remove}
          </Button>
        </div>
      )}
    </section>
  );
}
