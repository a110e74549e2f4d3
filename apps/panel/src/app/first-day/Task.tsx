import { Status } from "@allotment/ui";
import type { ReactNode } from "react";
import { texts } from "../../texts/texts.ts";
import type { FirstDayStep } from "./steps.ts";

/** How a step stands: `next` is the first that is not done, `optional` is for later. */
export type TaskState = "done" | "next" | "open" | "optional";

const tones = { done: "success", next: "info", open: "neutral", optional: "neutral" } as const;

/** One step of the checklist: how it stands, what it is about where it is not done, and what to do. */
export function Task({ step, children }: { readonly step: FirstDayStep; readonly children?: ReactNode }) {
  const { name, state, sentences } = step;
  const t = texts("firstDay");
  return (
    <li id={name} className="c-tasks__task">
      <div className="u-row">
        <h2>{t(`steps.${name}.title`)}</h2>
        <Status tone={tones[state]}>{t(`states.${state}`)}</Status>
      </div>
      <div className="u-stack">
        {sentences.length > 0 && <p className="c-prose">{sentences.join(" ")}</p>}
        {state !== "done" && <p className="u-soft c-prose">{t(`steps.${name}.help`)}</p>}
        {children}
      </div>
    </li>
  );
}
