import { expect, it } from "vitest";
import { countsOf } from "./counts.ts";
import type { NixMessage } from "./messages.ts";

const start = (id: number, type = 103): NixMessage => ({ kind: "start", id, type, text: "" });
const progress = (id: number, done: number, expected: number): NixMessage => ({ kind: "progress", id, done, expected });

function countAll(messages: Iterable<NixMessage>) {
  const counts = countsOf(103);
  return [...messages].flatMap((message) => counts(message) ?? []);
}

it("adds up what activities of a kind have done last", () => {
  const messages = [start(1), start(2), start(3, 104), progress(1, 1, 4), progress(2, 1, 3), progress(1, 3, 5)];
  expect(countAll([...messages, progress(3, 7, 7)])).toEqual([
    { done: 1, expected: 4 },
    { done: 2, expected: 7 },
    { done: 4, expected: 8 },
  ]);
});

it("takes no numbers that are no counts", () => {
  const hostile = [
    progress(1, -5, 3),
    progress(1, 9, Infinity),
    progress(1, 0.5, 2),
    progress(1, 9, 2),
    progress(1, 1, 3),
  ];
  expect(countAll([start(1), ...hostile])).toEqual([
    { done: 0, expected: 3 },
    { done: 0, expected: 0 },
    { done: 0, expected: 2 },
    { done: 2, expected: 2 },
    { done: 1, expected: 3 },
  ]);
});

it("counts a limited number of activities, each message in one step", { timeout: 20_000 }, () => {
  const ids = Array.from({ length: 100_000 }, (_, id) => id);
  const counted = countAll(ids.flatMap((id) => [start(id), progress(id, 1, 1)]));
  expect(counted).toHaveLength(10_000);
  expect(counted.at(-1)).toEqual({ done: 10_000, expected: 10_000 });
});
