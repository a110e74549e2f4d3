import type { ReactNode } from "react";

export type KeyValue = { readonly key: string; readonly label: ReactNode; readonly value: ReactNode };

/** Facts about one thing: label and value, in rows. */
export function KeyValueList({ items }: { readonly items: readonly KeyValue[] }) {
  return (
    <dl className="c-key-values">
      {items.map((item) => (
        <div key={item.key}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
