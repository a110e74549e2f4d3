import type { IconName } from "./Icon.tsx";

/** How a thing stands. Every tone has its own icon, so that colour is never the only signal. */
export type Tone = "neutral" | "info" | "progress" | "success" | "warning" | "danger";

/** The icon that goes with a tone where none is given. */
export const toneIcons: Readonly<Record<Tone, IconName>> = {
  neutral: "dot",
  info: "info",
  progress: "progress",
  success: "check",
  warning: "warning",
  danger: "cross",
};

/** The class that gives an element the tone's colours (`--tone`, `--tone-wash`). */
export function toneClass(tone: Tone): string {
  return `c-tone-${tone}`;
}
