import { describe, expect, it } from "vitest";
import { inParallel } from "./parallel.ts";

describe("working on several things at once", () => {
  it("keeps their order and never begins more than allowed", async () => {
    let running = 0;
    let most = 0;
    const doubled = await inParallel([3, 1, 2, 5, 4], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 2;
    });
    expect(doubled).toEqual([6, 2, 4, 10, 8]);
    expect(most).toBe(2);
  });

  it("waits for what has begun and begins nothing more when one throws", async () => {
    let letGo: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (letGo = resolve));
    const begun: number[] = [];
    const finished: number[] = [];
    const all = inParallel([1, 2, 3], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error("one");
      await slow;
      finished.push(item);
    });
    setImmediate(() => letGo());
    await expect(all).rejects.toThrow("one");
    expect(begun).toEqual([1, 2]);
    expect(finished).toEqual([2]);
  });
});
