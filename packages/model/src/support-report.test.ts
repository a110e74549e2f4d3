import { describe, expect, test } from "vitest";
import { sayFinding, supportReport, type ReportFacts } from "./index.ts";

const facts: ReportFacts = {
  about: "incident",
  id: "i1",
  deployment: "choir",
  practice: false,
  state: "open",
  step: null,
  since: "2026-11-20T12:00:00.000Z",
  until: null,
  trouble: { code: "run-failed run", sentences: ["It broke."] },
  evaluation: null,
  versions: [{ instance: "social", application: "mastodon", version: "4.5.3" }],
  machines: [{ machine: "amber", outcome: "verified", generation: 7 }],
  looks: [{ look: "health/social", outcome: "down", since: "S", at: "A" }],
  runs: [{ id: "r1", kind: "deploy", state: "failed", at: "T" }],
};

describe("a support report", () => {
  test("says what, since when, versions, machines, last looks and runs, and leaves out what there is none of", () => {
    const report = supportReport(facts);
    for (const part of ["i1", "choir", "run-failed run", "It broke.", "social: mastodon 4.5.3", "amber: verified 7"]) {
      expect(report).toContain(part);
    }
    expect(report).toContain("health/social: down since S, looked at A");
    expect(report).toContain("T deploy failed r1");
    const short = supportReport({ ...facts, versions: [], machines: [], looks: [], runs: [], trouble: null });
    expect(short.split("\n")).toHaveLength(3);
    expect(short).not.toContain("undefined");
  });
});

describe("what people read about a finding", () => {
  test("a run that failed says what its step says, and what nobody knows is still a sentence", () => {
    const params = { kind: "deploy", failure: "timed-out", hours: 2, state: "building" };
    const said = sayFinding({ code: "run-failed", subject: "run", params });
    expect(said.title).toBe("An update did not go through");
    expect(said.text).toBe("The step took longer than it may (2 hours).");
    const unknown = sayFinding({ code: "run-failed", subject: "run", params: { kind: "deploy", failure: "no-such" } });
    expect(unknown.text).toBe("Something went wrong that nobody thought of.");
  });

  test("a value that is missing breaks nothing", () => {
    const said = sayFinding({ code: "run-failed", subject: "run", params: { failure: "timed-out" } });
    expect(said.title).toBe("findings.run-failed.title");
  });
});
