import type { ReactNode } from "react";

/** Drawn on a 16 × 16 grid with a line of 1.5, in the colour of the text around them. */
const drawings = {
  application: <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M4.75 5h.01M6.5 5h.01" />,
  arrow: <path d="M2.5 8h11M9.5 4l4 4-4 4" />,
  backup: <path d="M2.5 4h11v3.5h-11zM3.5 7.5v5h9v-5M6.5 10h3" />,
  blocked: <path d="M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5zM4 4l8 8" />,
  check: <path d="M2.75 8.5 6.5 12l6.75-7.5" />,
  chevron: <path d="m6 3.5 4.5 4.5L6 12.5" />,
  clock: <path d="M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5zM8 4.75V8l2.25 1.75" />,
  copy: <path d="M5.75 5.75h7.5v7.5h-7.5zM10.25 5.5V2.75h-7.5v7.5H5.5" />,
  cross: <path d="m3.75 3.75 8.5 8.5M12.25 3.75l-8.5 8.5" />,
  dot: <circle cx="8" cy="8" r="3" fill="currentColor" stroke="none" />,
  download: <path d="M8 2.5v7.75M4.75 7.25 8 10.5l3.25-3.25M2.75 13.25h10.5" />,
  external: <path d="M6.5 3.25H3.25v9.5h9.5V9.5M9.5 2.75h3.75V6.5M13 3 7.5 8.5" />,
  info: <path d="M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5zM8 7.25V11M8 5h.01" />,
  lock: <path d="M3.75 7.25h8.5v6h-8.5zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" />,
  machine: <path d="M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01M8 5h3.25M8 11h3.25" />,
  menu: <path d="M2.5 4.25h11M2.5 8h11M2.5 11.75h11" />,
  minus: <path d="M3 8h10" />,
  plus: <path d="M8 3v10M3 8h10" />,
  practice: <path d="M6.25 2.25h3.5M7 2.5v4L3.25 12.6a.8.8 0 0 0 .7 1.15h8.1a.8.8 0 0 0 .7-1.15L9 6.5v-4M5 10.25h6" />,
  progress: <path d="M8 2.25A5.75 5.75 0 1 1 2.25 8" />,
  reload: <path d="M13 8a5 5 0 1 1-1.5-3.55M13.25 2.25v3h-3" />,
  resource: (
    <path d="M8 2.25c3 0 5 .8 5 1.9v7.7c0 1.1-2 1.9-5 1.9s-5-.8-5-1.9v-7.7c0-1.1 2-1.9 5-1.9zM3 4.25c0 1.1 2 1.9 5 1.9s5-.8 5-1.9M3 8c0 1.1 2 1.9 5 1.9S13 9.1 13 8" />
  ),
  search: <path d="M7 2.75a4.25 4.25 0 1 0 0 8.5 4.25 4.25 0 0 0 0-8.5zM10.25 10.25l3 3" />,
  skip: <path d="M3 4l5 4-5 4zM12.5 4v8" />,
  user: (
    <path d="M8 2.75a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2zM2.75 13.5c.5-2.4 2.5-3.75 5.25-3.75s4.75 1.35 5.25 3.75" />
  ),
  warning: <path d="M8 2.5 14 13H2zM8 6.5v3M8 11.25h.01" />,
} satisfies Readonly<Record<string, ReactNode>>;

/** The icons there are. */
export type IconName = keyof typeof drawings;

/** All icon names, in alphabetical order. */
export const iconNames = Object.keys(drawings) as readonly IconName[];

export type IconProps = {
  readonly name: IconName;
  /** Edge length in pixels; 16 by default. */
  readonly sizePx?: number | undefined;
  readonly className?: string | undefined;
};

/** A small picture beside words. It is hidden from screen readers: the words beside it carry the meaning. */
export function Icon({ name, sizePx = 16, className }: IconProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={sizePx}
      height={sizePx}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={className}
    >
      {drawings[name]}
    </svg>
  );
}
