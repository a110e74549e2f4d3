import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findNix, isRecent } from "./nix.mjs";
import { chooseMirror } from "./nix-packages.mjs";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-nix-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function pretendNix(version: string): Promise<void> {
  for (const name of ["nix", "nix-instantiate"]) {
    await writeFile(path.join(folder, name), `#!/bin/sh\necho 'nix (Nix) ${version}'\n`);
    await chmod(path.join(folder, name), 0o755);
  }
}

test("the folder that ALLOTMENT_NIX names is used", async () => {
  await pretendNix("2.26.3");
  expect(findNix({ ALLOTMENT_NIX: folder, PATH: process.env["PATH"] })).toMatchObject({ folder, version: "2.26.3" });
});

test("a named folder without Nix is an answer, not a reason to look elsewhere", () => {
  expect(findNix({ ALLOTMENT_NIX: folder })).toEqual({ reason: expect.stringContaining(folder) });
});

test("a Nix on the path that is too old is passed over and named", async () => {
  await pretendNix("2.8.0");
  const env = { PATH: `${folder}:/bin:/usr/bin`, XDG_CACHE_HOME: path.join(folder, "empty") };
  expect(findNix(env)).toEqual({ reason: expect.stringContaining("2.8.0") });
  expect(["2.17.9", "2.18.0", "2.26.3", "3.0.0"].map(isRecent)).toEqual([false, true, true, true]);
});

test("the mirror is the main archive's, not that of security updates", () => {
  expect(chooseMirror("http://security.example/debian|Debian-Security\nhttp://mirror.example/debian|Debian\n")).toBe(
    "http://mirror.example/debian",
  );
  expect(chooseMirror("http://mirror.example/debian-security|\nhttp://mirror.example/debian|\n")).toBe(
    "http://mirror.example/debian",
  );
  expect(chooseMirror("")).toBe("");
});
