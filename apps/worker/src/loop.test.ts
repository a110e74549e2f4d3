import { describe, expect, it } from "vitest";
import { runLoop } from "./loop.ts";

function loopOver(begin: (turn: number, stop: () => void) => Promise<readonly Promise<void>[]>) {
  const controller = new AbortController();
  const problems: unknown[] = [];
  let turn = 0;
  let idle = false;
  const reconciler = {
    begin: () => begin((turn += 1), () => controller.abort()),
    idle: async () => {
      idle = true;
    },
  };
  const ended = runLoop({
    work: reconciler,
    limit: 1,
    periodMilliseconds: 1,
    signal: controller.signal,
    onProblem: (error) => problems.push(error),
  });
  return { ended, problems, turns: () => turn, isIdle: () => idle };
}

describe("the loop of the worker", () => {
  it("goes on when the store cannot be used for a while, and tells the log", async () => {
    const loop = loopOver(async (turn, stop) => {
      if (turn <= 3) throw new Error("locked");
      stop();
      return [];
    });
    await loop.ended;
    expect(loop.problems).toHaveLength(3);
    expect(loop.turns()).toBe(4);
  });

  it("waits for steps under way before it ends", async () => {
    const loop = loopOver(async (turn, stop) => {
      if (turn === 2) stop();
      return [Promise.resolve()];
    });
    await loop.ended;
    expect(loop.isIdle()).toBe(true);
  });
});
