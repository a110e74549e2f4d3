import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { toneClass, toneIcons, type Tone } from "./tone.ts";

export type StatusProps = {
  readonly tone: Tone;
  /** The words; always needed. */
  readonly children: ReactNode;
  /** Another icon than the tone's own. */
  readonly icon?: IconName | undefined;
};

/** How a thing is: icon and words in the tone's colour ("Live", "Waiting for your DNS"). */
export function Status({ tone, children, icon }: StatusProps) {
  const name = icon ?? toneIcons[tone];
  return (
    <span className={classes("c-status", toneClass(tone))}>
      <Icon name={name} className={classes("c-status__icon", name === "progress" && "c-icon-turning")} />
      <span>{children}</span>
    </span>
  );
}

export type BadgeProps = {
  readonly tone?: Tone | undefined;
  readonly icon?: IconName | undefined;
  readonly children: ReactNode;
};

/** A short remark on a thing ("permanent", "beta"), quieter than a status. */
export function Badge({ tone = "neutral", icon, children }: BadgeProps) {
  return (
    <span className={classes("c-badge", toneClass(tone))}>
      {icon && <Icon name={icon} sizePx={13} />}
      <span>{children}</span>
    </span>
  );
}
