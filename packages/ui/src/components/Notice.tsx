import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";
import { toneClass, toneIcons } from "./tone.ts";

export type NoticeProps = {
  readonly tone: "info" | "success" | "warning" | "danger";
  readonly title?: ReactNode;
  /** What happened, what is unharmed, what to do. */
  readonly children?: ReactNode;
  /** What to do, as buttons. */
  readonly action?: ReactNode;
  /** "alert" is read at once; only for what appears as the answer to something the person just did. */
  readonly role?: "alert" | "status" | undefined;
};

/** A message in the page, with its next step. */
export function Notice({ tone, title, children, action, role }: NoticeProps) {
  return (
    <div className={classes("c-notice", toneClass(tone))} role={role}>
      <Icon name={toneIcons[tone]} sizePx={18} />
      <div className="c-notice__content">
        {title && <p className="c-notice__title">{title}</p>}
        {children && <div>{children}</div>}
        {action && <div className="c-notice__action">{action}</div>}
      </div>
    </div>
  );
}

export type PracticeBannerProps = {
  /** "Practice: nothing is installed." */
  readonly children: ReactNode;
  /** Within a page instead of above it. */
  readonly inline?: boolean | undefined;
};

/** Says that everything here is practice. Dashed, so that it is told apart from a warning without colour. */
export function PracticeBanner({ children, inline }: PracticeBannerProps) {
  return (
    <div className={classes("c-practice", inline && "c-practice--inline")} role="note">
      <Icon name="practice" />
      <span>{children}</span>
    </div>
  );
}
