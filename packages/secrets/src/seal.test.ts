import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateX25519Identity } from "age-encryption";
import { describe, expect, it } from "vitest";
import { keysOf } from "./identity.ts";
import { CannotOpen } from "./open.ts";
import * as publicHalf from "./seal.ts";

describe("sealing", () => {
  it("is opened by the worker's key only", async () => {
    const keys = await keysOf(await generateX25519Identity());
    const others = await keysOf(await generateX25519Identity());
    const sealed = await publicHalf.sealTo(keys.recipient, "a secret ${x}\n");
    expect(new TextDecoder().decode(await keys.open(sealed))).toBe("a secret ${x}\n");
    await expect(others.open(sealed)).rejects.toThrow(CannotOpen);
    expect(Buffer.from(sealed).includes("a secret")).toBe(false);
  });

  it("notices a change of the ciphertext", async () => {
    const keys = await keysOf(await generateX25519Identity());
    const sealed = await publicHalf.sealTo(keys.recipient, "x");
    const last = sealed.length - 1;
    sealed[last] = (sealed[last] ?? 0) ^ 1;
    await expect(keys.open(sealed)).rejects.toThrow(CannotOpen);
  });

  it("gives the public half nothing to open with", () => {
    expect(Object.keys(publicHalf).sort()).toEqual(["isRecipient", "sealTo"]);
    const source = readFileSync(fileURLToPath(new URL("./seal.ts", import.meta.url)), "utf8");
    const imports = [...source.matchAll(/^import .*$/gm)].map(([line]) => line);
    expect(imports).toEqual(['import { Encrypter } from "age-encryption";']);
  });

  it("does not show the key when the keys are logged", async () => {
    const identity = await generateX25519Identity();
    expect(JSON.stringify(await keysOf(identity))).not.toContain(identity);
  });
});
