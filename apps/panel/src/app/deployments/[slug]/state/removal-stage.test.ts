import type { RunRow } from "@allotment/api";
import { expect, test } from "vitest";
import { removalStage, type RemovalFacts } from "./removal-stage.ts";

const eraseAt = "2026-11-20T12:00:00.000Z";
const later = "2026-11-20T12:00:05.000Z";
const now = Date.parse("2026-11-20T12:01:00.000Z");

const run: RunRow = {
  id: "run",
  state: "backing-up",
  startedAt: later,
  finishedAt: null,
  startedByName: null,
  deploymentId: "choir",
  planId: "plan",
  kind: "remove",
  reason: "",
};

function stageOf(change: Partial<RemovalFacts> = {}, active: RunRow | null = null, at = now) {
  return removalStage({ removal: { eraseAt, erasingSince: null }, busy: false, lastRun: null, ...change }, active, at);
}

test("a removal waits until its time is over, and is due then", () => {
  expect(stageOf({}, null, Date.parse(eraseAt) - 1)).toBe("waiting");
  expect(stageOf()).toBe("due");
});

test("it has begun with the run that erases, before anything is erased", () => {
  expect(stageOf({ busy: true, lastRun: run }, run)).toBe("begun");
});

test("a run of it that came to nothing stopped it, until it is asked for anew or tried again", () => {
  const failed = { ...run, state: "failed" as const, finishedAt: later };
  expect(stageOf({ lastRun: failed })).toBe("stopped");
  expect(stageOf({ lastRun: failed, removal: { eraseAt, erasingSince: later } })).toBe("stopped");
  expect(stageOf({ lastRun: { ...failed, startedAt: "2026-11-20T11:00:00.000Z" } })).toBe("due");
  expect(stageOf({ lastRun: failed, busy: true })).toBe("due");
});
