import { describe, expect, test } from "vitest";
import { problemFrom } from "../testing/problems.ts";
import { attempts, delayAfter } from "./attempts.ts";

describe("attempts to sign in", () => {
  test("ten mistakes cost nothing, then each costs more, up to five seconds", () => {
    expect([0, 9, 10, 11, 12, 14, 15, 1000].map(delayAfter)).toEqual([0, 0, 250, 500, 1000, 4000, 5000, 5000]);
  });

  test("the delay is the name's alone, ends with success, and is forgotten after a while", async () => {
    const waited: number[] = [];
    let time = 0;
    const counted = attempts(
      (milliseconds) => Promise.resolve(waited.push(milliseconds)),
      () => time,
    );
    for (let failure = 0; failure < 10; failure += 1) counted.failed("paula");
    await counted.wait("carla", "carla");
    expect(waited).toEqual([]);
    await counted.wait("paula", "paula");
    expect(waited).toEqual([250]);
    time += 16 * 60 * 1000;
    await counted.wait("paula", "paula");
    expect(waited).toEqual([250]);
    for (let failure = 0; failure < 10; failure += 1) counted.failed("paula");
    counted.succeeded("paula");
    await counted.wait("paula", "paula");
    expect(waited).toEqual([250]);
  });

  test("a full line from one address leaves room for another", async () => {
    const counted = attempts(() => new Promise(() => undefined));
    for (let failure = 0; failure < 10; failure += 1) counted.failed("paula");
    for (let number = 0; number < 8; number += 1) void counted.wait("paula", "paula 198.51.100.7");
    expect((await problemFrom(counted.wait("paula", "paula 198.51.100.7"))).code).toBe("too-many-attempts");
    const elsewhere = counted.wait("paula", "paula 203.0.113.1");
    await expect(Promise.race([elsewhere, Promise.resolve("waits")])).resolves.toBe("waits");
  });
});
