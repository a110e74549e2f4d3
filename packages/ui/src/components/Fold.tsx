import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";

export type FoldProps = {
  readonly summary: ReactNode;
  readonly open?: boolean | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** Something one click below: `<details>` in the system's look. */
export function Fold({ summary, open, className, children }: FoldProps) {
  return (
    <details className={classes("c-fold", className)} open={open}>
      <summary>
        <Icon name="chevron" sizePx={14} />
        <span>{summary}</span>
      </summary>
      <div className="c-fold__body">{children}</div>
    </details>
  );
}
