import { systemClock, type CheckContext } from "@allotment/engine";
import type { HostOutcome, RunOnHost } from "@allotment/orchestrators";
import { makePlan } from "@allotment/planner";
import { plainInstance, sampleConfiguration, sampleEnvironment, sampleInput } from "@allotment/planner/testing";
import type { CheckResult } from "@allotment/store";
import { describe, expect, test } from "vitest";
import { settingsCheck } from "./settings.ts";

const environment = sampleEnvironment("one-machine");
const options = { ...plainInstance("snac", 10).options, title: "Choir", entriesShown: 40 };
const configuration = sampleConfiguration({ talk: { application: "snac", options } });
const { description } = makePlan(sampleInput({ configuration, environment }));
if (!description) throw new Error("the sample does not fit");
const given = description.instances["talk"]?.commands[0]?.input ?? {};

/** Looks at an instance whose machine answers this. */
function look(answer: HostOutcome, previous: CheckResult<"settings"> | null = null): Promise<CheckResult<"settings">> {
  const run: RunOnHost = async () => answer;
  // Only what the handler reads of its context.
  const context = {
    check: { subject: "talk" },
    description,
    previous,
    clock: { ...systemClock, now: () => Date.parse("2026-11-21T08:00:00Z") },
    signal: new AbortController().signal,
  } as unknown as CheckContext<"settings">;
  return settingsCheck({ run, keyFile: "/nowhere" })(context);
}

const says = (values: object, defaults: object = {}): HostOutcome => ({
  kind: "done",
  exitCode: 0,
  stdout: JSON.stringify([{ values, defaults }]),
  stderr: "",
});
const ends = (exitCode: number): HostOutcome => ({ kind: "done", exitCode, stdout: "", stderr: "" });

describe("settings of a running instance", () => {
  test("that are as deployed are no news", async () => {
    const { outcome, findings, facts } = await look(says(given));
    expect({ outcome, findings, facts }).toEqual({
      outcome: "healthy",
      findings: [],
      facts: { answered: true, answeredAt: "2026-11-21T08:00:00.000Z", changed: [] },
    });
  });

  test("that were changed inside are the operator's to keep or put back, and no trouble", async () => {
    const { outcome, findings, facts } = await look(says({ ...given, title: "By hand", disable_history: true }));
    expect(outcome).toBe("healthy");
    expect(findings).toEqual([
      {
        code: "settings-changed-inside",
        subject: "talk",
        params: { instance: "talk", count: 2, options: "Name, Pages of earlier months" },
        turn: "operator",
        severity: "warning",
      },
    ]);
    expect(facts?.changed).toMatchObject([
      { option: "title", here: "Choir", inside: "By hand", fits: true },
      { option: "history", here: true, inside: false, fits: true },
    ]);
  });

  test("keep the time at which they were seen first, for as long as they are the same", async () => {
    const earlier = {
      option: "title",
      here: "Choir",
      inside: "By hand",
      fits: true,
      since: "2026-11-20T08:00:00.000Z",
    };
    const facts = { answered: true, answeredAt: earlier.since, changed: [earlier] };
    const before: CheckResult<"settings"> = { outcome: "healthy", findings: [], metrics: {}, facts };
    const since = async (title: string) => (await look(says({ ...given, title }), before)).facts?.changed[0]?.since;
    expect(await since("By hand")).toBe(earlier.since);
    expect(await since("By another hand")).toBe("2026-11-21T08:00:00.000Z");
  });

  test("that are no values of their options are marked, and only their beginning is kept", async () => {
    const { facts } = await look(says({ ...given, title: "x".repeat(100_000), def_timeline_entries: -3 }));
    expect(facts?.changed).toMatchObject([
      { option: "title", inside: "x".repeat(200), fits: false },
      { option: "entriesShown", here: 40, inside: "-3", fits: false },
    ]);
  });

  test.each([
    ["no list", '{"values":{}}'],
    ["no JSON", "values"],
    ["a list of nothing known", '[7, null, "x", {"values": [1]}]'],
  ])("that are answered by %s come to no harm", async (_, stdout) => {
    const { findings } = await look({ kind: "done", exitCode: 0, stdout, stderr: "" });
    expect(findings).toEqual([]);
  });

  test("that it cannot say are not known, and what was known stays", async () => {
    const { outcome, facts } = await look(ends(25));
    expect({ outcome, answered: facts?.answered }).toEqual({ outcome: "unknown", answered: false });
  });

  test.each([
    ["does not answer", { kind: "unreachable", started: false, detail: "" } as const],
    ["is at something else", ends(21)],
  ])("are looked for again where the machine %s", async (_, answer) => {
    await expect(look(answer)).rejects.toThrow("amber");
  });
});
