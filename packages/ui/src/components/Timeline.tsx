import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { toneClass, toneIcons, type Tone } from "./tone.ts";

export type TimelineItem = {
  readonly id: string;
  readonly title: ReactNode;
  readonly tone: Tone;
  /** The state in words. */
  readonly stateLabel: string;
  readonly icon?: IconName | undefined;
  /** When: for machines (ISO 8601) and in words. */
  readonly time: { readonly iso: string; readonly text: string };
  /** Who and why, what followed. */
  readonly body?: ReactNode;
  readonly action?: ReactNode;
};

/** What happened, newest first: revisions, runs, backups, drills. */
export function Timeline({ label, items }: { readonly label: string; readonly items: readonly TimelineItem[] }) {
  return (
    <ol className="c-timeline" aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={classes("c-timeline__item", toneClass(item.tone))}>
          <span className="c-timeline__icon">
            <Icon name={item.icon ?? toneIcons[item.tone]} />
          </span>
          <div>
            <div className="c-timeline__head">
              <span className="c-timeline__title">{item.title}</span>
              <span className="c-timeline__state">{item.stateLabel}</span>
              <time className="c-timeline__time" dateTime={item.time.iso}>
                {item.time.text}
              </time>
            </div>
            <div className="c-timeline__body">
              {item.body && <div>{item.body}</div>}
              {item.action && <div className="u-row">{item.action}</div>}
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}
