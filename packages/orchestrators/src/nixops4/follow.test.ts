import { Readable } from "node:stream";
import type { StepContext, StepEvent } from "@allotment/engine";
import { describe, expect, it } from "vitest";
import { followLog } from "./follow.ts";

async function follow(lines: Iterable<string>) {
  const events: StepEvent[] = [];
  const emit = async (event: StepEvent) => void events.push(event);
  // Only what is read of a context.
  const context = { emit } as unknown as StepContext;
  const last = await followLog(context, "amber", Readable.from(lines));
  return { ...last, events, logged: events.filter(({ kind }) => kind === "log") };
}

describe("a machine that says a lot while NixOps4 is at work", () => {
  it("is shown up to a limit, which is said once; the end of it is there for a failure", async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `line ${index}\n`);
    const { events, logged, log } = await follow(lines);
    expect(logged).toHaveLength(2000);
    expect(events.filter(({ kind }) => kind === "note")).toEqual([
      { kind: "note", code: "log-cut", params: { machine: "amber", lines: 2000 }, machine: "amber" },
    ]);
    expect(log.split("\n").at(-1)).toBe("line 9999");
  });

  it("may have lines of any length, of which the beginning is shown", async () => {
    const { logged } = await follow([...Array.from({ length: 10_000 }, () => "x".repeat(1000)), "\nnext\n"]);
    expect(logged).toEqual([
      { kind: "log", line: "x".repeat(2000), machine: "amber" },
      { kind: "log", line: "next", machine: "amber" },
    ]);
  });

  it("may invent resources, of which a limited number is counted", { timeout: 20_000 }, async () => {
    const heading = "The following resources (and nested composites, if any) will be applied:\n";
    const planned = Array.from({ length: 20_000 }, (_, index) => `  - r${index}\n`);
    const skipped = planned.map(
      (_, index) =>
        `2026-07-24T12:00:02.1Z  INFO x: nixops4::work: Skipping update for resource r${index}: inputs unchanged\n`,
    );
    const { events } = await follow([heading, ...planned, "\n", ...skipped]);
    expect(events.findLast(({ kind }) => kind === "progress")).toMatchObject({ done: 1000, expected: 1000 });
  });
});
