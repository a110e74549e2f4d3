import type { Params } from "@allotment/model";
import type { RunEventRecord, UserActor } from "@allotment/store";
import { say } from "../view/sentences.ts";

/** Something that happened in a run. */
export interface RunEventView {
  /** 1, 2, 3 … within the run: to resume after it. */
  readonly number: number;
  readonly at: string;
  /** `state`, `note`, `progress`, `log`, `waiting`, `evaluation`, `machine`, `error`. */
  readonly type: string;
  /** State it belongs to; null when it belongs to the whole run. */
  readonly step: string | null;
  readonly machine: string | null;
  /** What people read; null where there is nothing to say beside the type. */
  readonly text: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Types that only the worker reads back. */
const internal: ReadonlySet<string> = new Set(["facts"]);

/** Events as pages show them, without those that only the worker needs. What tools said of a failure is for providers. */
export function eventViews(records: readonly RunEventRecord[], { role }: Pick<UserActor, "role">): RunEventView[] {
  const views = records.filter((record) => !internal.has(record.type)).map(eventView);
  return role === "provider" ? views : views.map(withoutDetail);
}

function withoutDetail(view: RunEventView): RunEventView {
  return view.type === "error" ? { ...view, payload: { ...view.payload, detail: null } } : view;
}

function eventView({ number, at, type, step, machine, payload }: RunEventRecord): RunEventView {
  return { number, at, type, step, machine, text: textOf(type, payload), payload };
}

function textOf(type: string, payload: Readonly<Record<string, unknown>>): string | null {
  const code = textIn(payload, "code");
  const params = { ...(payload["params"] as Params | undefined) };
  switch (type) {
    case "note":
      return say(`run.events.${code}`, params);
    case "progress":
      return say(`run.progress.${code}`, { ...params, ...counts(payload) });
    case "waiting":
      return say(`run.waiting.${textIn(payload, "for")}`, params);
    case "evaluation":
      return say(`run.evaluation.${textIn(payload, "level")}`);
    case "log":
      return textIn(payload, "line");
    case "error":
      return say(`run.failures.${code}.summary`, params);
    default:
      return null;
  }
}

function textIn(payload: Readonly<Record<string, unknown>>, name: string): string {
  const value = payload[name];
  return typeof value === "string" ? value : "";
}

function counts({ done, expected }: Readonly<Record<string, unknown>>): Params {
  return { done: Number(done ?? 0), expected: Number(expected ?? 0) };
}
