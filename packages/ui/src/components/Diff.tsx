import type { ReactNode } from "react";
import { EffectBadge, type Effect } from "./EffectBadge.tsx";
import { Icon } from "./Icon.tsx";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

/** One field that differs, already in words: values formatted, units added, secrets as "set" or "replaced". */
export type FieldChange = {
  readonly id: string;
  readonly label: ReactNode;
  readonly kind: "added" | "removed" | "changed";
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly effect?: { readonly effect: Effect; readonly label: string } | undefined;
  /** Why, or what follows from it. */
  readonly note?: ReactNode;
  /** A control for this one change (discard it). */
  readonly action?: ReactNode;
};

export type DiffProps = {
  readonly changes: readonly FieldChange[];
  readonly labels: {
    readonly added: string;
    readonly removed: string;
    readonly changed: string;
    /** Said before the old value by screen readers. */
    readonly before: string;
    /** Said before the new value by screen readers. */
    readonly after: string;
    /** Shown when there are no changes. */
    readonly nothing: string;
  };
};

function Values({ change, labels }: { readonly change: FieldChange; readonly labels: DiffProps["labels"] }) {
  const both = change.before !== undefined && change.after !== undefined;
  return (
    <div className="c-diff__values">
      {change.before !== undefined && (
        <>
          <VisuallyHidden>{labels.before} </VisuallyHidden>
          <del>{change.before}</del>
        </>
      )}
      {both && <Icon name="arrow" sizePx={14} className="c-diff__arrow" />}
      {change.after !== undefined && (
        <>
          <VisuallyHidden>{labels.after} </VisuallyHidden>
          <ins>{change.after}</ins>
        </>
      )}
    </div>
  );
}

/** Field by field: what it was, what it will be, what that does. */
export function Diff({ changes, labels }: DiffProps) {
  if (changes.length === 0) return <p className="u-soft">{labels.nothing}</p>;
  return (
    <ul className="c-diff">
      {changes.map((change) => (
        <li key={change.id} className="c-diff__change">
          <div className="c-diff__head">
            <span className="c-diff__label">{change.label}</span>
            <span className="c-diff__kind">{labels[change.kind]}</span>
          </div>
          <Values change={change} labels={labels} />
          <div className="u-row">
            {change.effect && <EffectBadge effect={change.effect.effect} label={change.effect.label} />}
            {change.action}
          </div>
          {change.note && <p className="c-diff__note">{change.note}</p>}
        </li>
      ))}
    </ul>
  );
}
