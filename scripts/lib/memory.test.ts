import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { descendants, parentOf, proportionalSetSizeMB } from "./memory.mjs";

test("the parent is read behind a name with spaces and brackets", () => {
  expect(parentOf("42 (a (b) c) S 7 42 42 0")).toBe(7);
  expect(parentOf("")).toBe(0);
});

test.runIf(process.platform === "linux")("a child process is found and takes memory", async () => {
  const child = spawn(process.execPath, ["-e", "console.log('up'); setInterval(() => {}, 1000)"]);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  expect(await descendants(process.pid)).toContain(child.pid);
  expect(await proportionalSetSizeMB(child.pid ?? 0)).toBeGreaterThan(1);
  child.kill();
});
