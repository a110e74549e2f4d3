import type { ReactNode } from "react";

export type StatProps = {
  readonly label: ReactNode;
  readonly value: ReactNode;
  /** Since when, of what. */
  readonly detail?: ReactNode;
};

/** One figure with what it counts. Several stand in a StatRow. */
export function Stat({ label, value, detail }: StatProps) {
  return (
    <div className="c-stat">
      <dt className="c-stat__label">{label}</dt>
      <dd className="c-stat__value">{value}</dd>
      {detail && <dd className="c-stat__detail">{detail}</dd>}
    </div>
  );
}

/** Figures side by side. */
export function StatRow({ children }: { readonly children: ReactNode }) {
  return <dl className="c-stats">{children}</dl>;
}
