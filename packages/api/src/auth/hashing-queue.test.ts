import { expect, test } from "vitest";
import { problemFrom } from "../testing/problems.ts";
import { hashingQueue } from "./hashing-queue.ts";

test("two hash at once, twenty wait in order, and more are sent away", async () => {
  const queue = hashingQueue();
  const finish: (() => void)[] = [];
  const begun: number[] = [];
  const enter = (number: number) =>
    queue(() => {
      begun.push(number);
      return new Promise<void>((resolve) => finish.push(resolve));
    });
  const all = Array.from({ length: 22 }, (_, number) => enter(number));
  expect(begun).toEqual([0, 1]);
  expect((await problemFrom(enter(99))).code).toBe("too-many-attempts");
  for (let done = 0; done < 22; done += 1) {
    finish[done]?.();
    await all[done];
    // Never more than two at once.
    expect(begun.length).toBeLessThanOrEqual(done + 3);
  }
  expect(begun).toEqual(Array.from({ length: 22 }, (_, number) => number));
});

test("work that fails gives its place back", async () => {
  const queue = hashingQueue();
  const failing = () => queue(() => Promise.reject(new Error("no")));
  for (let time = 0; time < 5; time += 1) await expect(failing()).rejects.toThrow("no");
  await expect(queue(() => Promise.resolve("done"))).resolves.toBe("done");
});
