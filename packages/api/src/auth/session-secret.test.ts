import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sessionSecret } from "./session-secret.ts";

describe("the secret that signs sessions", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "allotment-secret-"));
    file = path.join(folder, "session-secret");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("is made once, random, and readable by its owner only", () => {
    const made = sessionSecret(folder);
    expect(sessionSecret(folder)).toBe(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(file);
    expect(sessionSecret(folder)).not.toBe(made);
  });

  test.each(["", "secret", "0".repeat(64), "ab".repeat(32), "G".repeat(64)])(
    "a guessable one (%s) is refused",
    (text) => {
      writeFileSync(file, text);
      expect(() => sessionSecret(folder)).toThrow(/does not hold 32 random bytes/);
      expect(readFileSync(file, "utf8")).toBe(text);
    },
  );

  test("one that others could read is closed to them", () => {
    sessionSecret(folder);
    chmodSync(file, 0o644);
    sessionSecret(folder);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
