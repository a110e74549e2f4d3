import { Status } from "@allotment/ui";
import type { ReactNode } from "react";
import { texts } from "../../texts/texts.ts";

/** How a step stands: `next` is the first that is not done. */
export type TaskState = "done" | "next" | "open" | "optional";

const tones = { done: "success", next: "info", open: "neutral", optional: "neutral" } as const;

/** One step of the checklist: how it stands, what it is about, and what to do. */
export function Task(props: {
  readonly id: string;
  readonly state: TaskState;
  readonly title: string;
  readonly sentence: string;
  readonly children?: ReactNode;
}) {
  const { id, state } = props;
  return (
    <li id={id} className="c-tasks__task">
      <div className="u-row">
        <h2>{props.title}</h2>
        <Status tone={tones[state]}>{texts("firstDay")(`states.${state}`)}</Status>
      </div>
      <div className="u-stack">
        <p className="u-soft c-prose">{props.sentence}</p>
        {props.children}
      </div>
    </li>
  );
}
