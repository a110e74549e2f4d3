"use client";

import { useEffect, useState } from "react";
import { Icon } from "./Icon.tsx";

export type CopyLabels = {
  /** On the button. */
  readonly copy: string;
  /** Said once it is done. */
  readonly copied: string;
  /** Said when the browser refused; the text can still be selected by hand. */
  readonly failed: string;
};

export type CopyButtonProps = { readonly text: string; readonly labels: CopyLabels };

const shownMs = 2500;

/** Copies a text. It appears once scripts run: without them, the text can be selected by hand. */
export function CopyButton({ text, labels }: CopyButtonProps) {
  const [ready, setReady] = useState(false);
  const [said, setSaid] = useState<"copy" | "copied" | "failed">("copy");
  useEffect(() => setReady(true), []);
  useEffect(() => {
    if (said === "copy") return;
    const timer = setTimeout(() => setSaid("copy"), shownMs);
    return () => clearTimeout(timer);
  }, [said]);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("copied");
    } catch {
      setSaid("failed");
    }
  }
  return (
    <button type="button" className="c-button c-button--quiet" hidden={!ready} onClick={() => void copy()}>
      <Icon name={said === "copied" ? "check" : "copy"} />
      <span aria-live="polite">{labels[said]}</span>
    </button>
  );
}
