import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identityFileName, workerKeys } from "./identity.ts";
import { sealTo } from "./seal.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "allotment-identity-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the worker's identity", () => {
  it("is made once, for the worker's eyes only, and opens after a restart", async () => {
    const first = await workerKeys(folder);
    expect(statSync(path.join(folder, identityFileName)).mode & 0o777).toBe(0o600);
    const sealed = await sealTo(first.recipient, "x");
    const second = await workerKeys(folder);
    expect(second.recipient).toBe(first.recipient);
    expect(second.fingerprint("x")).toBe(first.fingerprint("x"));
    expect(Buffer.from(await second.open(sealed)).toString()).toBe("x");
  });

  it("is the same for two that start at once, and nothing is left lying about", async () => {
    const both = await Promise.all([workerKeys(folder), workerKeys(folder), workerKeys(folder)]);
    expect(new Set(both.map(({ recipient }) => recipient)).size).toBe(1);
    expect(readdirSync(folder)).toEqual([identityFileName]);
  });

  it("is refused when others can read it", async () => {
    await workerKeys(folder);
    chmodSync(path.join(folder, identityFileName), 0o644);
    await expect(workerKeys(folder)).rejects.toThrow("can be read by others");
  });

  it("is never replaced when its file holds none", async () => {
    writeFileSync(path.join(folder, identityFileName), "", { mode: 0o600 });
    await expect(workerKeys(folder)).rejects.toThrow("holds no age identity");
  });

  it("is never made or taken in place of the one that was sealed to", async () => {
    const { recipient } = await workerKeys(folder);
    expect((await workerKeys(folder, recipient)).recipient).toBe(recipient);
    const elsewhere = path.join(folder, "other");
    await expect(workerKeys(elsewhere, recipient)).rejects.toThrow("is missing, the one that this installation's");
    expect(readdirSync(elsewhere)).toEqual([]);
    await workerKeys(elsewhere);
    await expect(workerKeys(elsewhere, recipient)).rejects.toThrow("is not the one that this installation's");
  });

  it("gives other fingerprints than another installation for the same value", async () => {
    const here = await workerKeys(folder);
    const there = await workerKeys(path.join(folder, "other"));
    expect(here.fingerprint("hunter2")).not.toBe(there.fingerprint("hunter2"));
  });
});
