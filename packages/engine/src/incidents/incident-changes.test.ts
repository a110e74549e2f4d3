import type { Finding } from "@allotment/model";
import type { Incident, IncidentFacts } from "@allotment/store";
import { describe, expect, it } from "vitest";
import { incidentChanges, type Look } from "./incident-changes.ts";

const start = Date.UTC(2026, 10, 14);
const jobs: Finding = {
  code: "jobs-stand-still",
  subject: "social",
  params: { waiting: 12 },
  turn: "provider",
  severity: "problem",
};

/** A deployment that is looked at every five minutes; says what people were told, by minute. */
function watch() {
  let kept: Incident[] = [];
  let minute = 0;
  let ids = 0;
  const told: [minute: number, what: string][] = [];
  const look = (findings: readonly Finding[], options: Partial<Look> = {}) => {
    minute += 5;
    const at = new Date(start + minute * 60_000).toISOString();
    const day = new Date(start + minute * 60_000 - 24 * 3_600_000).toISOString();
    const present = kept.filter(({ closedAt }) => closedAt === null || closedAt > day);
    const made: Look = {
      deploymentId: "choir",
      look: "health/social",
      planId: "p1",
      runId: null,
      at,
      findings,
      final: false,
      ...options,
    };
    for (const { incidentId, after, tell } of incidentChanges(made, present)) {
      kept = kept.filter(({ id }) => id !== incidentId);
      if (after !== null) kept.push({ ...(after satisfies IncidentFacts), id: incidentId ?? `i${(ids += 1)}` });
      if (tell !== null) told.push([minute, tell]);
    }
  };
  const looks = (count: number, findings: (index: number) => readonly Finding[]) => {
    for (let index = 0; index < count; index += 1) look(findings(index));
  };
  return { look, looks, told, kept: () => kept };
}

const lookPerDay = 24 * 12;

describe("incidents", () => {
  it("say nothing in a week in which nothing is wrong", () => {
    const week = watch();
    week.looks(7 * lookPerDay, () => []);
    expect(week.told).toEqual([]);
    expect(week.kept()).toEqual([]);
  });

  it("tell of a trouble that stays a week twice: when it opened and when it closed, however its figures change", () => {
    const week = watch();
    week.looks(7 * lookPerDay, (index) => [{ ...jobs, params: { waiting: index } }]);
    week.looks(lookPerDay, () => []);
    expect(week.told).toEqual([
      [10, "opened"],
      [7 * lookPerDay * 5 + 10, "closed"],
    ]);
    expect(week.kept()).toHaveLength(1);
  });

  it("do not open for one bad look among good ones", () => {
    const day = watch();
    day.looks(lookPerDay, (index) => (index % 7 === 3 ? [jobs] : []));
    expect(day.told).toEqual([]);
  });

  it("open at once for what one look proves, and close at once with what is read from a record", () => {
    const runs = watch();
    const failed: Finding = { ...jobs, code: "run-failed", subject: "run" };
    runs.look([failed], { look: "run", runId: "r1", final: true });
    runs.look([failed], { look: "run", runId: "r2", final: true });
    runs.look([], { look: "run", runId: "r3", final: true });
    expect(runs.told.map(([, what]) => what)).toEqual(["opened", "closed"]);
  });

  it("continue quietly when a trouble comes back within an hour of its closing, and tell again if it stays", () => {
    const back = watch();
    back.looks(3, () => [jobs]);
    back.looks(2, () => []);
    expect(back.told).toEqual([
      [10, "opened"],
      [25, "closed"],
    ]);
    back.looks(11, () => [jobs]);
    expect(back.told).toHaveLength(2);
    expect(back.kept()).toMatchObject([{ state: "open", reopenings: 1, told: "closed" }]);
    back.looks(3, () => [jobs]);
    expect(back.told.slice(2).map(([, what]) => what)).toEqual(["opened"]);
    expect(back.kept()).toHaveLength(1);
  });

  it("are another incident when the same trouble comes back after hours", () => {
    const later = watch();
    later.looks(3, () => [jobs]);
    later.looks(40, () => []);
    later.looks(3, () => [jobs]);
    expect(later.told.map(([, what]) => what)).toEqual(["opened", "closed", "opened"]);
    expect(later.kept()).toHaveLength(2);
  });

  it.each([
    ["every ten minutes", 2],
    ["every half an hour", 6],
    ["every two hours", 24],
  ])("keep quiet about what comes and goes %s for a week", (_, period) => {
    const week = watch();
    week.looks(7 * lookPerDay, (index) => (index % period < period / 2 ? [jobs] : []));
    expect(week.told.length).toBeLessThanOrEqual(24);
  });

  it("tell those whose turn it has become", () => {
    const passed = watch();
    passed.looks(3, () => [jobs]);
    passed.look([{ ...jobs, turn: "operator" }]);
    passed.look([{ ...jobs, turn: "operator" }]);
    expect(passed.told.map(([, what]) => what)).toEqual(["opened", "opened"]);
  });

  it("keep two subjects apart", () => {
    const two = watch();
    two.looks(2, () => [jobs, { ...jobs, subject: "pictures" }]);
    two.looks(2, () => [jobs]);
    expect(two.told.map(([, what]) => what)).toEqual(["opened", "opened", "closed"]);
  });
});
