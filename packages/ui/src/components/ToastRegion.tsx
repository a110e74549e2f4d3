"use client";

import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";
import { toneClass, toneIcons, type Tone } from "./tone.ts";

export type Toast = { readonly id: string; readonly tone: Tone; readonly text: string };

export type ToastRegionProps = {
  readonly toasts: readonly Toast[];
  readonly onDismiss: (id: string) => void;
  readonly labels: { readonly region: string; readonly dismiss: string };
};

/**
 * Short confirmations in the corner ("Saved"). The region is always in the page, so that screen readers announce what
 * is added. Nothing that needs an answer goes here, and nothing disappears by itself before it can be read.
 */
export function ToastRegion({ toasts, onDismiss, labels }: ToastRegionProps) {
  return (
    <div className="c-toasts" role="region" aria-label={labels.region} aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={classes("c-toast", toneClass(toast.tone))}>
          <Icon name={toneIcons[toast.tone]} />
          <span>{toast.text}</span>
          <button
            type="button"
            className="c-button c-button--quiet"
            aria-label={labels.dismiss}
            onClick={() => onDismiss(toast.id)}
          >
            <Icon name="cross" />
          </button>
        </div>
      ))}
    </div>
  );
}
