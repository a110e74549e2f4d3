import type { HealthView } from "@allotment/api";
import { expect, test } from "vitest";
import { isUnderWay } from "./under-way.ts";

const asked = Date.UTC(2026, 10, 21, 9, 0, 0);
const at = (seconds: number) => new Date(asked + seconds * 1000).toISOString();

function seen(application: string | null, machine: string | null, stopped: "suspended" | null = null): HealthView {
  // Only what is looked at here.
  return { applications: [{ lastAt: application, stopped }], machines: [{ lastAt: machine }] } as unknown as HealthView;
}

test.each([
  ["nobody asked", seen(null, null), 0, 0, false],
  ["the machine was not looked at since", seen(at(2), at(-30)), asked, 5, true],
  ["nothing was ever looked at", seen(null, null), asked, 5, true],
  ["everything was looked at since", seen(at(2), at(3)), asked, 5, false],
  ["what is paused is not looked at", seen(at(-30), at(3), "suspended"), asked, 5, false],
  ["it takes too long to wait for", seen(at(2), at(-30)), asked, 121, false],
])("a look is under way or not: %s", (_, health, from, seconds, wanted) => {
  expect(isUnderWay(health, from, asked + seconds * 1000)).toBe(wanted);
});
