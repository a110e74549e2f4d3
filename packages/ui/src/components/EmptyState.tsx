import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

export type EmptyStateProps = {
  /** What is not there yet. */
  readonly title: string;
  /** What it is for and what the next step is. */
  readonly children: ReactNode;
  /** The next step: a Button or LinkButton. */
  readonly action?: ReactNode;
  readonly icon?: IconName | undefined;
};

/** A place where nothing is yet. It teaches the next step. */
export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <section className="c-empty">
      {icon && <Icon name={icon} sizePx={24} className="c-empty__icon" />}
      <h2>{title}</h2>
      <div className="c-empty__body">{children}</div>
      {action && <div className="c-empty__action">{action}</div>}
    </section>
  );
}
