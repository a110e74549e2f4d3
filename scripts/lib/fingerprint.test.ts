import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprint } from "./fingerprint.mjs";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-fingerprint-"));
  await mkdir(path.join(folder, "src/dist"), { recursive: true });
  await writeFile(path.join(folder, "src/a.ts"), "a");
});
afterEach(() => rm(folder, { recursive: true }));

const digest = (...facts: string[]) => fingerprint(folder, ["src", "absent"], facts);

test("changes with a source, its name and the facts it is built with", async () => {
  const before = await digest();
  expect(await digest("v22")).not.toBe(before);
  await writeFile(path.join(folder, "src/b.ts"), "");
  const withNewFile = await digest();
  await writeFile(path.join(folder, "src/a.ts"), "changed");
  expect(new Set([before, withNewFile, await digest()]).size).toBe(3);
});

test("stays when only tests, documents or results change", async () => {
  const before = await digest();
  await writeFile(path.join(folder, "src/a.test.ts"), "test");
  await writeFile(path.join(folder, "src/notes.md"), "notes");
  await writeFile(path.join(folder, "src/dist/a.js"), "result");
  expect(await digest()).toBe(before);
});
