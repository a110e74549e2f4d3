import type { RunEventView, RunView } from "@allotment/api/client";
import { describe, expect, test } from "vitest";
import { rawTexts } from "../../../../../texts/texts.ts";
import { runSteps } from "./run-steps.ts";

const labels = rawTexts("run").run;

const run: RunView = {
  id: "r1",
  deploymentId: "d1",
  planId: "p1",
  kind: "deploy",
  state: "evaluating",
  refusal: null,
  since: "2026-01-01T00:00:05.000Z",
  attempts: 0,
  nextAttemptAt: null,
  error: null,
  reason: "",
  startedByName: "Carla",
  startedAt: "2026-01-01T00:00:00.000Z",
  finishedAt: null,
  cancelRequested: false,
  over: false,
  evaluation: "not-evaluated",
  evaluationText: "",
  practice: true,
  effect: "none",
};

function event(number: number, type: string, step: string, seconds: number, payload = {}): RunEventView {
  const at = new Date(Date.parse(run.startedAt) + seconds * 1000).toISOString();
  return { number, at, type, step, machine: null, text: type === "state" ? null : type, payload };
}

const moves = [
  event(1, "state", "planned", 1, { from: "planned", to: "provisioning" }),
  event(2, "state", "provisioning", 5, { from: "provisioning", to: "evaluating" }),
];

describe("steps of a run", () => {
  test("what is over, what is under way and what is to come, each with its duration", () => {
    const steps = runSteps(run, moves, labels, Date.parse(run.startedAt) + 12_000);
    expect(steps.slice(0, 4).map(({ id, state, duration }) => [id, state, duration])).toEqual([
      ["planned", "done", "1 s"],
      ["provisioning", "done", "4 s"],
      ["evaluating", "running", "7 s"],
      ["building", "waiting", undefined],
    ]);
  });

  test("a step that gave up is failed, what never began was left out, and going back is a step of its own", () => {
    const events = [
      ...moves,
      event(3, "error", "evaluating", 6, { nextAttemptAt: null }),
      event(4, "state", "evaluating", 6, { from: "evaluating", to: "rolling-back" }),
      event(5, "state", "rolling-back", 8, { from: "rolling-back", to: "rolled-back" }),
    ];
    const over: RunView = { ...run, state: "rolled-back", over: true, finishedAt: "2026-01-01T00:00:08.000Z" };
    const states = new Map(runSteps(over, events, labels, undefined).map(({ id, state }) => [id, state]));
    expect(states.get("evaluating")).toBe("failed");
    expect(states.get("building")).toBe("skipped");
    expect(states.get("rolling-back")).toBe("done");
  });

  test("waiting for somebody is said, and is no failure", () => {
    const steps = runSteps(run, [...moves, event(3, "waiting", "evaluating", 6)], labels, undefined);
    expect(steps.find(({ id }) => id === "evaluating")?.state).toBe("blocked");
  });

  test("several machines make one bar, and each says what it does", () => {
    const of = (number: number, machine: string, done: number) => ({
      ...event(number, "progress", "evaluating", 6, { done, expected: 4 }),
      machine,
      text: `${done} of 4 parts built`,
    });
    const events = [...moves, of(3, "web-1", 1), of(4, "web-2", 2), of(5, "web-1", 3)];
    const step = runSteps(run, events, labels, undefined).find(({ id }) => id === "evaluating");
    expect(step?.progress).toEqual({ done: 5, total: 8, label: "5 of 8" });
    expect(step?.machines).toEqual([
      { machine: "web-1", text: "3 of 4 parts built" },
      { machine: "web-2", text: "2 of 4 parts built" },
    ]);
  });

  test("lines of tools are for those who run the machines", () => {
    const events = [
      ...moves,
      event(3, "note", "evaluating", 6),
      { ...event(4, "log", "evaluating", 6), text: "evaluating…" },
    ];
    const logOf = (tools: boolean) =>
      runSteps(run, events, labels, undefined, tools).find(({ id }) => id === "evaluating")?.log?.text;
    expect(logOf(true)).toContain("evaluating…");
    expect(logOf(false)).toBe("00:00:06 note");
  });
});
